package dev.levada.core.recovery;

import dev.levada.core.element.EventTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a task stands towards the world outside.
 *
 * @param splits how far its sources have read, split by split
 * @param shown the last that each of its sinks has shown, or is about to; empty if sinks show by epochs
 */
public record SourcePositions(List<Split> splits, List<Shown> shown) {

    public SourcePositions {
        splits = List.copyOf(splits);
        shown = List.copyOf(shown);
    }

    /** Sources only. */
    public SourcePositions(List<Split> splits) {
        this(splits, List.of());
    }

    /**
     * What a sink shows by itself, not when an epoch is complete.
     *
     * @param number grows from one to the next, also over attempts
     * @param handle what the sink's writer needs to show it, or to find that it is shown
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by what is in it
    public record Shown(String operator, long number, byte[] handle) {

        /** Equal also to what comes back from another process. */
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Shown shown
                    && number == shown.number
                    && operator.equals(shown.operator)
                    && Arrays.equals(handle, shown.handle);
        }

        @Override
        public int hashCode() {
            return 31 * Objects.hash(operator, number) + Arrays.hashCode(handle);
        }
    }

    /**
     * Where one split stands.
     *
     * @param position what the connector's reader gave, 0 for the start
     * @param ended whether there is nothing in it ever again
     * @param latestMillis the latest event time read of it so far, or {@link EventTime#NONE}
     * @param idle whether nobody waits for it, as it has given nothing for so long
     */
    public record Split(String split, long position, boolean ended, long latestMillis, boolean idle) {

        /** Without event time, or none read. */
        public Split(String split, long position, boolean ended) {
            this(split, position, ended, EventTime.NONE, false);
        }

        boolean isFurtherThan(Split other) {
            return position > other.position || (position == other.position && ended && !other.ended);
        }
    }

    /** No split. */
    public static SourcePositions none() {
        return new SourcePositions(List.of());
    }

    /** The same splits, each where it stands here or there, whichever is further. */
    public SourcePositions orFurther(SourcePositions others) {
        Map<String, Split> known = new LinkedHashMap<>();
        others.splits.forEach(split -> known.put(split.split(), split));
        List<Split> furthest = splits.stream()
                .map(split -> {
                    Split other = known.get(split.split());
                    return other != null && other.isFurtherThan(split) ? other : split;
                })
                .toList();
        Map<String, Shown> last = new LinkedHashMap<>();
        Stream.concat(others.shown.stream(), shown.stream())
                .forEach(each ->
                        last.merge(each.operator(), each, (one, two) -> one.number() >= two.number() ? one : two));
        return new SourcePositions(furthest, List.copyOf(last.values()));
    }

    /** The same sources, and what sinks show. */
    public SourcePositions with(List<Shown> newShown) {
        return new SourcePositions(splits, newShown);
    }
}
