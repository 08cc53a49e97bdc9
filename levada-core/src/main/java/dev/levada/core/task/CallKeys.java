package dev.levada.core.task;

import dev.levada.api.codec.ByteOutput;
import dev.levada.api.codec.Codec;
import dev.levada.core.determinant.DeterminantLog;
import dev.levada.core.plan.TaskId;
import dev.levada.core.snapshot.TaskStart;
import org.jspecify.annotations.Nullable;

/**
 * The idempotency keys of calls about records. Where what a task chose may be lost with it, another attempt may have
 * another record at the same number: so the record is in the key, and where nothing is logged the attempt.
 */
final class CallKeys {
    private static final long FNV_OFFSET = 0xCBF29CE484222325L;
    private static final long FNV_PRIME = 0x100000001B3L;

    private final String prefix;
    private final Codec<Object> codec;
    private final ByteOutput scratch = new ByteOutput(64);

    private CallKeys(String prefix, Codec<Object> codec) {
        this.prefix = prefix;
        this.codec = codec;
    }

    static CallKeys of(String job, TaskId task, TaskStart start, @Nullable DeterminantLog log, Codec<Object> codec) {
        String attempt = log == null ? start.attempt() + "." : "";
        return new CallKeys("%s/%s/%s/%s".formatted(job, start.run(), task, attempt), codec);
    }

    /** @throws IllegalArgumentException if there is no codec for the record: calls in flight are in snapshots */
    String of(long number, Object value) {
        scratch.clear();
        codec.write(value, scratch);
        byte[] bytes = scratch.array();
        long hash = FNV_OFFSET;
        for (int i = 0; i < scratch.size(); i++) {
            hash = (hash ^ (bytes[i] & 0xFF)) * FNV_PRIME;
        }
        return prefix + number + "-" + Long.toHexString(hash);
    }
}
