package dev.levada.core.task;

import dev.levada.api.operator.ExternalCall;
import dev.levada.core.plan.TaskId;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** The services of one task that are not functions of its input: time, chance, and the world outside. */
final class Services {
    private final String job;
    private final TaskId task;
    private final SplittableRandom random;
    private long nowMillis;
    private long externalCalls;

    Services(String job, TaskId task, long seed, long externalCalls) {
        this.externalCalls = externalCalls;
        this.job = job;
        this.task = task;
        this.random = new SplittableRandom(seed);
    }

    /** How many external calls were made: the next one's key depends on it. */
    long externalCalls() {
        return externalCalls;
    }

    void nowMillis(long millis) {
        nowMillis = millis;
    }

    long nowMillis() {
        return nowMillis;
    }

    RandomGenerator random() {
        return random;
    }

    UUID uuid() {
        long high = (random.nextLong() & ~0xF000L) | 0x4000L;
        long low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    <R> R external(String name, ExternalCall<R> call) throws Exception {
        return call.call("%s/%s/%s/%d".formatted(job, task, name, externalCalls++));
    }
}
