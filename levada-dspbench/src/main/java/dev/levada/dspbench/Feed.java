package dev.levada.dspbench;

import java.util.function.LongFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * What one source of an application reads, made up.
 *
 * @param name of the source
 * @param lines line number {@code index}, from 0: a function of the seed and that number alone, so a source that goes
 *     back to a number makes the same again
 */
public record Feed(String name, LongFunction<String> lines) {

    /** The first so many lines. */
    public Stream<Line> first(long records) {
        return LongStream.range(0, records).mapToObj(seq -> new Line(seq, lines.apply(seq)));
    }
}
