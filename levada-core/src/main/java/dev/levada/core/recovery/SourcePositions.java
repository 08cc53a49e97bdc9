package dev.levada.core.recovery;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where the sources of a task stand, split by split. */
public record SourcePositions(List<Split> splits) {

    public SourcePositions {
        splits = List.copyOf(splits);
    }

    /**
     * Where one split stands.
     *
     * @param position what the connector's reader gave, 0 for the start
     * @param ended whether there is nothing in it ever again
     */
    public record Split(String split, long position, boolean ended) {

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
        return new SourcePositions(splits.stream()
                .map(split -> {
                    Split other = known.get(split.split());
                    return other != null && other.isFurtherThan(split) ? other : split;
                })
                .toList());
    }
}
