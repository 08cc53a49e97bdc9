package dev.levada.core.task;

import dev.levada.api.operator.AsyncFunction;
import org.jspecify.annotations.Nullable;

/**
 * Makes calls to the world outside for one attempt at a task, and has their answers. Called by the task alone; none of
 * its methods waits or throws. When an answer has come the host gives the task a turn.
 */
public interface CallHost {

    /** Begins a call. */
    void call(Call call);

    /** The next answer that has come, in the order in which they came; null if there is none. */
    @Nullable
    Answer poll();

    /** The attempt is over: answers are of no use any more. */
    default void close() {}

    /**
     * A call.
     *
     * @param ticket tells it from all others of the attempt
     */
    record Call(long ticket, AsyncFunction<Object, Object> function, Object value, String idempotencyKey) {}

    /**
     * What has come of a call.
     *
     * @param value the answer; null if there is nothing to emit, or if the call has failed
     * @param failure why it has failed, or null
     */
    record Answer(
            long ticket, @Nullable Object value, @Nullable Throwable failure) {}

    /** Makes no calls, so none is ever answered. */
    static CallHost none() {
        return new CallHost() {
            @Override
            public void call(Call call) {}

            @Override
            public @Nullable Answer poll() {
                return null;
            }
        };
    }
}
