package dev.levada.io.log;

/** A segment's file is named for its first index, in digits enough that names sort as indexes do. */
final class SegmentName {
    private static final String SUFFIX = ".seg";
    private static final int DIGITS = 19;

    private SegmentName() {}

    static String of(long firstIndex) {
        return "%019d%s".formatted(firstIndex, SUFFIX);
    }

    /** Other files in the directory are left alone. */
    static boolean isSegment(String name) {
        return name.endsWith(SUFFIX);
    }

    static long firstIndex(String directory, String name) throws CorruptLogException {
        if (!name.matches("[0-9]{%d}\\.seg".formatted(DIGITS))) {
            throw CorruptLogException.foreign(
                    directory + "/" + name, "its name is not %d digits and %s".formatted(DIGITS, SUFFIX));
        }
        try {
            long first = Long.parseLong(name.substring(0, DIGITS));
            if (first > 0) {
                return first;
            }
        } catch (NumberFormatException e) {
            // too large for an index: as bad as 0
        }
        throw CorruptLogException.foreign(directory + "/" + name, "its name is not an index from 1");
    }
}
