package dev.levada.dspbench.learner;

import java.util.function.LongFunction;

/** One event a round. */
final class Rounds implements LongFunction<String> {
    @Override
    public String apply(long index) {
        return "e%d,%d".formatted(index, index + 1);
    }
}
