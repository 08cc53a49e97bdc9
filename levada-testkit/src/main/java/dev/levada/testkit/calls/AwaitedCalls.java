package dev.levada.testkit.calls;

import dev.levada.core.task.CallHost;
import java.util.ArrayDeque;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/** Makes calls in the task's thread and waits for their answers, which are there in the next turn. */
public final class AwaitedCalls implements CallHost {
    private final ArrayDeque<Answer> answers = new ArrayDeque<>();

    /** None made yet. */
    public AwaitedCalls() {}

    @Override
    public void call(Call call) {
        answers.add(answer(call));
    }

    @Override
    public @Nullable Answer poll() {
        return answers.poll();
    }

    /** Makes a call, and waits for its answer as long as it takes. */
    public static Answer answer(Call call) {
        BlockingQueue<Answer> come = new LinkedBlockingQueue<>(1);
        try {
            call.function()
                    .call(call.value(), call.idempotencyKey())
                    .whenComplete((value, failure) -> come.add(new Answer(call.ticket(), value, bare(failure))));
            return come.take();
        } catch (Exception e) { // what it throws is an answer, too; an interrupt as well
            return new Answer(call.ticket(), null, e);
        }
    }

    private static @Nullable Throwable bare(@Nullable Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
