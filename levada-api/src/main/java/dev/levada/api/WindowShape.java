package dev.levada.api;

import dev.levada.api.operator.Processor;

/** Which windows there are. */
interface WindowShape {

    /** The operator that keeps them. */
    <K, T, R> Processor<T, Windowed<K, R>> over(WindowContent<K, T, R> content, long latenessMillis);

    /** Of one length, one every so often; from the beginning of 1970 on, and before. */
    record Sliding(long sizeMillis, long slideMillis) implements WindowShape {
        @Override
        public <K, T, R> Processor<T, Windowed<K, R>> over(WindowContent<K, T, R> content, long latenessMillis) {
            return new SlidingWindowing<>(sizeMillis, slideMillis, latenessMillis, content);
        }
    }

    /** As long as records follow each other closely. */
    record Sessions(long gapMillis) implements WindowShape {
        @Override
        public <K, T, R> Processor<T, Windowed<K, R>> over(WindowContent<K, T, R> content, long latenessMillis) {
            return new SessionWindowing<>(gapMillis, latenessMillis, content);
        }
    }
}
