package dev.levada.core.state;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What increments need to know of a table beside its cells: the keys removed at each version since the one published
 * last. If too much piles up it is forgotten, and the next view must be full. Confined to the task.
 */
final class Changes {
    private static final int ALWAYS_KEPT = 1024;
    private static final int MOST_VERSIONS = 64;

    private final Deque<Version> past = new ArrayDeque<>();
    private Version now;
    private int removed;
    /** The oldest version whose view an increment may be relative to: later removals are all known. */
    private int oldestBase;

    Changes(int version) {
        this.now = new Version(version);
    }

    void written() {
        now.written++;
    }

    /**
     * A key was removed. It is noted even if no view has seen it, which nobody knows.
     *
     * @param size the table's, to which the keys kept here stand in proportion
     */
    void removed(Removed key, int size) {
        if (now.number > oldestBase && now.removed.add(key) && ++removed > Math.max(ALWAYS_KEPT, size / 2)) {
            forget(now.number);
            now = new Version(now.number);
        }
    }

    boolean reachBackTo(int base) {
        return base >= oldestBase;
    }

    /**
     * Ends a version.
     *
     * @return the versions after the base, oldest first
     */
    List<Version> freeze(int base) {
        past.add(now);
        List<Version> since = new ArrayList<>(past);
        since.removeIf(version -> version.number <= base);
        if (past.size() > MOST_VERSIONS) {
            forget(now.number);
        }
        now = new Version(now.number + 1);
        return since;
    }

    void published(int version) {
        for (Version oldest = past.peek(); oldest != null && oldest.number <= version; oldest = past.peek()) {
            removed -= oldest.removed.size();
            past.remove();
        }
    }

    private void forget(int upTo) {
        past.clear();
        removed = 0;
        oldestBase = upTo;
    }

    /** What happened between two views; not changed any more once the second one is frozen. */
    static final class Version {
        final int number;
        final Set<Removed> removed = new LinkedHashSet<>();
        int written;

        Version(int number) {
            this.number = number;
        }
    }

    /** A key that was removed. */
    record Removed(Object key, int hash) {

        @Override
        public int hashCode() {
            return hash;
        }
    }
}
