package dev.levada.testkit.sample;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What is at one place of a job, as a function of what the sources gave. */
@FunctionalInterface
interface Flow {

    /**
     * The ids that are there.
     *
     * @param origins ids of records as the sources gave them
     * @param atEnd whether these are all, so that what is made at the end is there, too
     */
    List<Long> of(List<Long> origins, boolean atEnd);

    default Flow kept() {
        return (origins, atEnd) ->
                of(origins, atEnd).stream().filter(Item::isKept).toList();
    }

    default Flow doubled() {
        return (origins, atEnd) -> {
            List<Long> all = new ArrayList<>();
            for (long id : of(origins, atEnd)) {
                all.add(Item.child(id, 0));
                all.add(Item.child(id, 1));
            }
            return all;
        };
    }

    default Flow times(int copies) {
        return (origins, atEnd) -> {
            List<Long> one = of(origins, atEnd);
            List<Long> all = new ArrayList<>();
            for (int i = 0; i < copies; i++) {
                all.addAll(one);
            }
            return all;
        };
    }

    default Flow and(Flow other) {
        return (origins, atEnd) -> {
            List<Long> both = new ArrayList<>(of(origins, atEnd));
            both.addAll(other.of(origins, atEnd));
            return both;
        };
    }

    /** Each goes round until it may leave, at least once. */
    default Flow looped() {
        return (origins, atEnd) -> of(origins, atEnd).stream().map(Flow::lastOf).toList();
    }

    private static long lastOf(long id) {
        long last = Item.child(id, 0);
        while (!Item.leavesLoop(last)) {
            last = Item.child(last, 0);
        }
        return last;
    }

    /** Nothing is certain of them before the end: it depends on how far event time has come. */
    default Flow windows(int stage, long size, long slide) {
        return (origins, atEnd) -> {
            TreeMap<Window, Long> totals = new TreeMap<>();
            for (long id : atEnd ? of(origins, true) : List.<Long>of()) {
                long at = Item.millisOf(id);
                for (long start = at - Math.floorMod(at, slide); start > at - size; start -= slide) {
                    totals.merge(new Window(Item.keyOf(id), start + size), Item.amountOf(id), Long::sum);
                }
            }
            return ids(stage, totals);
        };
    }

    default Flow sessions(int stage, long gap) {
        return (origins, atEnd) -> {
            List<Long> all = new ArrayList<>(atEnd ? of(origins, true) : List.of());
            all.sort(Comparator.comparingLong(Item::millisOf));
            TreeMap<Long, Window> last = new TreeMap<>();
            TreeMap<Window, Long> totals = new TreeMap<>();
            for (long id : all) {
                long key = Item.keyOf(id);
                Window before = last.get(key);
                Window session = new Window(key, Item.millisOf(id) + gap);
                Long total = before == null || before.end() <= Item.millisOf(id) ? null : totals.remove(before);
                totals.put(session, Item.amountOf(id) + (total == null ? 0 : total));
                last.put(key, session);
            }
            return ids(stage, totals);
        };
    }

    /** Each held back until event time has come to it, which is not certain before the end. */
    default Flow held(int stage) {
        return (origins, atEnd) -> atEnd
                ? of(origins, true).stream().map(id -> Item.heldId(stage, id)).toList()
                : List.of();
    }

    /**
     * Each of these with each of the others of the same key that belongs to it. Nothing is certain before the end: how
     * far event time comes on a side depends on all of it.
     */
    default Flow joined(Flow other, int stage, LongPair belongs) {
        return (origins, atEnd) -> {
            List<Long> pairs = new ArrayList<>();
            for (long left : atEnd ? of(origins, true) : List.<Long>of()) {
                for (long right : other.of(origins, true)) {
                    if (Item.keyOf(left) == Item.keyOf(right)
                            && belongs.test(Item.millisOf(left), Item.millisOf(right))) {
                        pairs.add(Item.pairId(stage, left, right));
                    }
                }
            }
            return pairs;
        };
    }

    /** Whether two times belong together. */
    @FunctionalInterface
    interface LongPair {
        boolean test(long left, long right);
    }

    /** A window of a key. */
    record Window(long key, long end) implements Comparable<Window> {
        @Override
        public int compareTo(Window other) {
            return key == other.key ? Long.compare(end, other.end) : Long.compare(key, other.key);
        }
    }

    private static List<Long> ids(int stage, SortedMap<Window, Long> totals) {
        List<Long> ids = new ArrayList<>();
        totals.forEach((window, total) -> ids.add(Item.windowId(stage, window.key(), window.end(), total)));
        return ids;
    }

    default Flow totals(int stage) {
        return (origins, atEnd) -> {
            if (!atEnd) {
                return List.of();
            }
            TreeMap<Long, Long> totals = new TreeMap<>();
            of(origins, true).forEach(id -> totals.merge(Item.keyOf(id), Item.amountOf(id), Long::sum));
            List<Long> ids = new ArrayList<>();
            totals.forEach((key, total) -> ids.add(Item.totalId(stage, key, total)));
            return ids;
        };
    }
}
