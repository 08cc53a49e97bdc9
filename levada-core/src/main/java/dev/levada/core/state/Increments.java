package dev.levada.core.state;

/** How much has piled up on the last whole snapshot of a state. Confined to the task. */
final class Increments {
    /**
     * How many increments build on a whole snapshot before there is another one: at most so many, and no more than half
     * of its entries in all, or a restart would have more to read than it saves to write.
     */
    private static final int MOST = 50;

    private int count;
    private long entries;
    private long wholeEntries;
    /** Whether all were loaded, and none was taken since. */
    private boolean loaded;

    /** The first snapshot after a restart is to be there soon, so it is whole only if very many have piled up. */
    boolean isWholeDue() {
        return loaded ? count >= 2 * MOST : count >= MOST || 2 * entries > wholeEntries;
    }

    void load(boolean whole, long itsEntries) {
        add(whole, itsEntries);
        loaded = true;
    }

    void take(boolean whole, long itsEntries) {
        add(whole, itsEntries);
        loaded = false;
    }

    private void add(boolean whole, long itsEntries) {
        count = whole ? 0 : count + 1;
        entries = whole ? 0 : entries + itsEntries;
        wholeEntries = whole ? itsEntries : wholeEntries;
    }
}
