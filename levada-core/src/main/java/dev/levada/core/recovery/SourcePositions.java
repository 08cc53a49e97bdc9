package dev.levada.core.recovery;

import java.util.List;

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
    public record Split(String split, long position, boolean ended) {}

    /** No split. */
    public static SourcePositions none() {
        return new SourcePositions(List.of());
    }
}
