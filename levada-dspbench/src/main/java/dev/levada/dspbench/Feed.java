package dev.levada.dspbench;

import dev.levada.api.operator.EventTimeFunction;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * What one source of an application reads, made up.
 *
 * @param name of the source
 * @param lines line number {@code index}, from 0: a function of the seed and that number alone, so a source that goes
 *     back to a number makes the same again
 * @param eventTime when what a line speaks of happened, if that matters
 * @param maxLateness by how much a line may be earlier than one before it
 */
public record Feed(
        String name, LongFunction<String> lines, Optional<EventTimeFunction<Line>> eventTime, Duration maxLateness) {

    /** Nothing goes by time. */
    public static Feed of(String name, LongFunction<String> lines) {
        return new Feed(name, lines, Optional.empty(), Duration.ZERO);
    }

    /** Operators go by the time that lines tell, in milliseconds since 1970. */
    public static Feed timed(
            String name, LongFunction<String> lines, EventTimeFunction<Line> eventTime, Duration maxLateness) {
        return new Feed(name, lines, Optional.of(eventTime), maxLateness);
    }

    /** Operators go by the numbers of lines: what counts is their order, and not when anything happened. */
    public static Feed numbered(String name, LongFunction<String> lines) {
        return timed(name, lines, Line::seq, Duration.ZERO);
    }

    /** The first so many lines. */
    public Stream<Line> first(long records) {
        return LongStream.range(0, records).mapToObj(seq -> new Line(seq, lines.apply(seq)));
    }
}
