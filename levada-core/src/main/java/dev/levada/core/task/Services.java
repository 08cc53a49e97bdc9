package dev.levada.core.task;

import dev.levada.api.codec.ByteInput;
import dev.levada.api.codec.ByteOutput;
import dev.levada.api.codec.Codec;
import dev.levada.api.operator.ExternalCall;
import dev.levada.core.determinant.DeterminantLog;
import dev.levada.core.determinant.DeterminantReader;
import dev.levada.core.plan.TaskId;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The services of one task that are not functions of its input: time, chance, and the world outside. If they are
 * logged, they are the same again in a replay.
 */
final class Services {
    private static final int VALUE = 0;
    private static final int NOTHING = 1;
    private static final int FAILURE = 2;

    private final String job;
    private final TaskId task;
    private SplittableRandom seeds;
    private final @Nullable DeterminantLog log;
    private final LoggedRandom logged = new LoggedRandom();
    private final Codec<Object> codec;
    private long nowMillis;
    private long externalCalls;
    private boolean open;

    /**
     * Of a task that has made so many external calls.
     *
     * @param log where what is not repeatable goes, or null if it does not
     * @param codec of what external calls give
     */
    Services(
            String job, TaskId task, long seed, long externalCalls, @Nullable DeterminantLog log, Codec<Object> codec) {
        this.externalCalls = externalCalls;
        this.job = job;
        this.task = task;
        this.seeds = new SplittableRandom(seed);
        this.log = log;
        this.codec = codec;
    }

    /** The operators are open: from here on a replay asks for the same in the same order. */
    void open() {
        open = true;
        logged.open();
    }

    /** From here on seeds come from another one. */
    void seedFrom(long seed) {
        seeds = new SplittableRandom(seed);
    }

    /** Draws another seed, or the one that was drawn here. */
    void reseed(DeterminantLog into) {
        logged.seed(into.seed(seeds.nextLong()));
    }

    /** How many external calls were made: the next one's key depends on it. */
    long externalCalls() {
        return externalCalls;
    }

    /** The number of another call, which is made by somebody else. */
    long nextCall() {
        return externalCalls++;
    }

    void nowMillis(long millis) {
        nowMillis = millis;
    }

    long nowMillis() {
        if (log == null) {
            return nowMillis;
        }
        requireOpen("asks for the time");
        return log.time(nowMillis);
    }

    RandomGenerator random() {
        return log == null ? seeds : logged;
    }

    UUID uuid() {
        RandomGenerator random = random();
        long high = (random.nextLong() & ~0xF000L) | 0x4000L;
        long low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    <R> R external(String name, ExternalCall<R> call) throws Exception {
        String key = job + "/" + task + "/" + name + "/" + externalCalls++;
        if (log == null) {
            return call.call(key);
        }
        requireOpen("calls something outside");
        return log.hasResult() ? again(log.nextResult()) : first(log, call, key);
    }

    private <R> R first(DeterminantLog into, ExternalCall<R> call, String key) throws Exception {
        R result;
        try {
            result = call.call(key);
        } catch (Exception e) { // what it throws is an answer, too
            into.result(FAILURE, String.valueOf(e).getBytes(StandardCharsets.UTF_8));
            throw new ExternalFailure(String.valueOf(e));
        }
        if (result == null) {
            into.result(NOTHING, new byte[0]);
        } else {
            ByteOutput out = new ByteOutput(64);
            codec.write(result, out);
            into.result(VALUE, out.toByteArray());
        }
        return result;
    }

    @SuppressWarnings({"unchecked", "NullAway", "TypeParameterUnusedInFormals"}) // what the same call gave before
    private <R> R again(DeterminantReader result) throws ExternalFailure {
        return switch (result.subject()) {
            case VALUE -> (R) codec.read(new ByteInput(result.bytes()));
            case NOTHING -> null;
            default -> throw new ExternalFailure(new String(result.bytes(), StandardCharsets.UTF_8));
        };
    }

    private void requireOpen(String deed) {
        if (!open) {
            throw tooEarly(deed);
        }
    }

    static IllegalStateException tooEarly(String deed) {
        return new IllegalStateException(
                ("an operator %s when it is opened, and the job's recovery repeats what operators do with records; ask when"
                                + " there is a record")
                        .formatted(deed));
    }
}
