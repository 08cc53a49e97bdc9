package dev.levada.api;

import dev.levada.api.operator.Mapper;

/** A record of one of two streams that are to be joined, and of which. */
sealed interface Joined<L, R> {

    /** What it is of its stream. */
    Object record();

    record Left<L, R>(L record) implements Joined<L, R> {}

    record Right<L, R>(R record) implements Joined<L, R> {}

    /** The key of a record as its stream has it. */
    record Key<K, L, R>(Mapper<? super L, ? extends K> left, Mapper<? super R, ? extends K> right)
            implements Mapper<Joined<L, R>, K> {
        @Override
        public K apply(Joined<L, R> either) throws Exception {
            if (either instanceof Left<L, R> one) {
                return left.apply(one.record());
            }
            return right.apply(((Right<L, R>) either).record());
        }
    }
}
