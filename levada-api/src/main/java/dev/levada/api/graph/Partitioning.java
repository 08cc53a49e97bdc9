package dev.levada.api.graph;

import dev.levada.api.operator.Mapper;

/** How the records of a stream are spread over the tasks that receive them. */
public sealed interface Partitioning {

    /** The name in plans. */
    String label();

    /** To the task of the same number if both sides have as many tasks, else in turn. */
    static Partitioning any() {
        return Simple.ANY;
    }

    /** To the task of the same number; both sides must have as many tasks. */
    static Partitioning forward() {
        return Simple.FORWARD;
    }

    /** To one task drawn uniformly for each record. */
    static Partitioning random() {
        return Simple.RANDOM;
    }

    /** To the task with the least waiting. */
    static Partitioning onDemand() {
        return Simple.ON_DEMAND;
    }

    /** To all tasks. */
    static Partitioning broadcast() {
        return Simple.BROADCAST;
    }

    /** To the first task that lives. */
    static Partitioning global() {
        return Simple.GLOBAL;
    }

    /** Equal keys to the same task. */
    static <T> Partitioning byKey(Mapper<? super T, ?> key) {
        return new ByKey(key);
    }

    /** Those that need nothing but their name. */
    enum Simple implements Partitioning {
        ANY,
        FORWARD,
        RANDOM,
        ON_DEMAND,
        BROADCAST,
        GLOBAL;

        @Override
        public String label() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
        }
    }

    /** See {@link Partitioning#byKey}. */
    record ByKey(Mapper<?, ?> key) implements Partitioning {
        @Override
        public String label() {
            return "by key";
        }
    }
}
