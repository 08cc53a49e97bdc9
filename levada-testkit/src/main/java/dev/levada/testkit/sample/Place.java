package dev.levada.testkit.sample;

import dev.levada.api.Stream;

/**
 * A stream of a drawn job, and what is known of the items there.
 *
 * @param tasks of the operator that emits them; 0 if these are several
 * @param numbered whether the items carry the dense numbers of an operator just before
 * @param witness the operator that drew their witnesses; empty if none did
 * @param times what is known of when they happened
 */
record Place(Stream<Item> stream, int tasks, Flow flow, boolean numbered, String witness, Times times) {

    /** Whether items have event times, and may come when nobody waits for them any more. */
    enum Times {
        NONE,
        IN_TIME,
        MAYBE_LATE;

        /** Of both together. */
        Times and(Times other) {
            if (this == NONE || other == NONE) {
                return NONE;
            }
            return this == MAYBE_LATE ? this : other;
        }
    }

    /** What is made of the items here, each at the time of what it was made of. */
    Place to(Stream<Item> next, int nextTasks, Flow nextFlow, boolean nextNumbered, String nextWitness) {
        return new Place(next, nextTasks, nextFlow, nextNumbered, nextWitness, times);
    }

    /** The items of both. */
    Place and(Place other) {
        return new Place(stream.merge(other.stream), 0, flow.and(other.flow), false, "", times.and(other.times));
    }
}
