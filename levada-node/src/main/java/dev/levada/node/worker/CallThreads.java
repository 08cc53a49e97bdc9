package dev.levada.node.worker;

import dev.levada.core.channel.Signal;
import dev.levada.core.task.CallHost;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Threads that make the calls of this process's tasks: none as long as there are none, and so many at most that wait
 * for answers themselves. What waits for a thread is in flight, and bounded by that. Any thread.
 */
final class CallThreads {
    private static final int MOST = 256;
    private static final long IDLE_SECONDS = 10;

    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            MOST, MOST, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), new DaemonThreads("levada-call"));

    CallThreads() {
        threads.allowCoreThreadTimeOut(true);
    }

    /** What makes the calls of one attempt. */
    CallHost host(Signal wakesTask) {
        return new Host(wakesTask);
    }

    /** Takes no more calls, and interrupts those that wait. */
    void close() {
        threads.shutdownNow();
    }

    private final class Host implements CallHost {
        private final Signal wakesTask;
        private final ConcurrentLinkedQueue<Answer> answers = new ConcurrentLinkedQueue<>();
        private volatile boolean closed;

        Host(Signal wakesTask) {
            this.wakesTask = wakesTask;
        }

        @Override
        public void call(Call call) {
            try {
                threads.execute(() -> make(call));
            } catch (RejectedExecutionException e) {
                return; // all is closed: nobody waits for it any more
            }
        }

        private void make(Call call) {
            if (closed) {
                return;
            }
            try {
                CompletionStage<Object> stage = call.function().call(call.value(), call.idempotencyKey());
                stage.whenComplete((value, failure) -> come(new Answer(call.ticket(), value, bare(failure))));
            } catch (Throwable t) { // of user code, which must not end the thread without a word
                come(new Answer(call.ticket(), null, t));
            }
        }

        private void come(Answer answer) {
            if (!closed) {
                answers.add(answer);
                wakesTask.raise();
            }
        }

        @Override
        public @Nullable Answer poll() {
            return answers.poll();
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private static @Nullable Throwable bare(@Nullable Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
