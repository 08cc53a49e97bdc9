package dev.levada.testkit.calls;

import dev.levada.core.task.CallHost;
import java.util.ArrayDeque;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
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
        try {
            CompletionStage<Object> stage = call.function().call(call.value(), call.idempotencyKey());
            return new Answer(call.ticket(), stage.toCompletableFuture().join(), null);
        } catch (CompletionException e) {
            return new Answer(call.ticket(), null, e.getCause() == null ? e : e.getCause());
        } catch (Exception e) { // what it throws is an answer, too
            return new Answer(call.ticket(), null, e);
        }
    }
}
