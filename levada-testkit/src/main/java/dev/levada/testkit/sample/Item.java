package dev.levada.testkit.sample;

/**
 * A record of a simulated job.
 *
 * @param id says which record of which source it was made of, and on which way; below 0 for what is made at the end
 * @param number what the last operator with state had counted for its key
 * @param witness a random number drawn on the way; the same wherever the record shows
 */
public record Item(long id, long number, long witness) {
    private static final int PATH_BITS = 10;
    /** What is left doubles on at most three other stages. */
    private static final int LOOP_BITS = PATH_BITS - 4;

    private static final int KEYS = 5;
    private static final long SPLIT_RECORDS = 100_000;

    static Item of(int source, int split, long position) {
        return new Item(idOf(source, split, position), 0, 0);
    }

    /** The id of a record as its source gives it. */
    public static long idOf(int source, int split, long position) {
        return ((source * 10L + split) * SPLIT_RECORDS + position) << PATH_BITS | 1;
    }

    /** What belongs to the same record of a source has the same origin. */
    public static long origin(long id) {
        return id >> PATH_BITS;
    }

    static long child(long id, int which) {
        long path = id & ((1 << PATH_BITS) - 1);
        return id < 0 ? id : (id - path) | (path * 2 + which);
    }

    static long keyOf(long id) {
        return Math.floorMod(mix(id), KEYS);
    }

    static boolean isKept(long id) {
        return Math.floorMod(mix(id), 5) != 4;
    }

    /** Some sooner, some later; in any case before there is no room left for its way. */
    static boolean leavesLoop(long id) {
        return id < 0 || (id & ((1 << PATH_BITS) - 1)) >= 1 << LOOP_BITS || Math.floorMod(mix(id), 3) == 0;
    }

    static long amountOf(long id) {
        return 1L + Math.floorMod(id, 7);
    }

    /** The id of what a stage emits at the end for a key. */
    static long totalId(int stage, long key, long total) {
        return -(((stage * 64L + key) << 32) + total);
    }

    /** By how much an item may be earlier than one before it in its split. */
    static final long MAX_LATENESS_MILLIS = 35;

    private static final int END_BITS = 28;
    private static final int TOTAL_BITS = 20;

    /** The id of what a stage emits for a key and a window. */
    static long windowId(int stage, long key, long endMillis, long total) {
        return -((((stage * 64L + key) << END_BITS | endMillis) << TOTAL_BITS) + total);
    }

    /** The id of an item that a stage has held back. */
    static long heldId(int stage, long id) {
        return windowId(stage, keyOf(id), millisOf(id) + 1, Math.floorMod(mix(id), 1L << (TOTAL_BITS - 1)));
    }

    /** The id of what a stage makes of two items of a key, when the later one happened. */
    static long pairId(int stage, long left, long right) {
        long end = Math.max(millisOf(left), millisOf(right)) + 1;
        return windowId(stage, keyOf(left), end, Math.floorMod(mix(mix(left) ^ right), 1L << (TOTAL_BITS - 1)));
    }

    /** The key of what {@link #windowId} made. */
    static long windowKey(long id) {
        return (-id >> (TOTAL_BITS + END_BITS)) % 64;
    }

    /** What the items of a window come to, as of {@link #windowId}. */
    static long windowTotal(long id) {
        return -id & ((1L << TOTAL_BITS) - 1);
    }

    /**
     * When what an item speaks of happened: splits and sources are ahead of each other, and items out of order. Of what
     * was made at the end of a window, its last millisecond.
     */
    static long millisOf(long id) {
        if (id < 0) {
            return ((-id >> TOTAL_BITS) & ((1L << END_BITS) - 1)) - 1;
        }
        long origin = origin(id);
        long split = origin / SPLIT_RECORDS;
        return origin % SPLIT_RECORDS * 10 + split * 17 + Math.floorMod(mix(origin), MAX_LATENESS_MILLIS);
    }

    /** In place of a number, if an item is what a window comes to. */
    static final long OF_WINDOW = -1;

    boolean isOfWindow() {
        return number == OF_WINDOW;
    }

    public long key() {
        return keyOf(id);
    }

    /** Spreads ids over all numbers; sums of these tell multisets apart. */
    public static long mix(long id) {
        long mixed = (id ^ (id >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
