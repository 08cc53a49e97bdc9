package dev.levada.testkit.sample;

import dev.levada.testkit.chance.Chance;
import java.util.ArrayList;
import java.util.List;

/** The streams of a job so far, of which it is drawn what the next operator reads. */
final class Places {
    private final Chance chance;
    private final List<Place> all = new ArrayList<>();
    private final List<Place> unread = new ArrayList<>();

    Places(Chance chance) {
        this.chance = chance;
    }

    void add(Place place) {
        all.add(place);
        unread.add(place);
    }

    List<Place> all() {
        return all;
    }

    /** Whether there must be a sink for it: the last one, and those that nobody reads. */
    boolean needsSink(Place place) {
        return place.equals(all.get(all.size() - 1)) || unread.contains(place);
    }

    /** What the next operator reads: mostly the last one, now and then two of them together. */
    Place input() {
        Place input = read(chance.percent(70) ? all.get(all.size() - 1) : any());
        if (all.size() > 1 && chance.percent(35)) {
            Place more = read(any());
            if (!more.equals(input) || chance.percent(30)) { // a stream merged with itself is there twice
                return input.and(more);
            }
        }
        return input;
    }

    /** One of them, which is not read yet. */
    Place any() {
        return all.get(chance.below(all.size()));
    }

    /** The same; somebody reads it now. */
    Place read(Place place) {
        unread.remove(place);
        return place;
    }
}
