package dev.levada.replication.client;

import dev.levada.replication.session.Answer;
import dev.levada.replication.session.Operation;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * One operation, asked of one member after the other until it is answered or the time is over. All but the asking runs
 * on the one thread of the client.
 */
final class Attempts {
    private static final int MAX_DOUBLINGS = 3;
    private static final int FIRST_PAUSE_MILLIS = 2;
    private static final int MAX_PAUSE_MILLIS = 64;

    private final Route route;
    private final ScheduledExecutorService thread;
    private final RetryPolicy policy;
    private final Random jitter;
    private final Supplier<Operation> operation;
    private final CompletableFuture<Answer> result = new CompletableFuture<>();
    private final long deadlineNanos;
    private boolean mayHaveEffect;
    private int timeouts;
    private int attempt;

    /** @param operation is asked for before each attempt, since what the client has acknowledged changes */
    Attempts(
            Route route,
            ScheduledExecutorService thread,
            RetryPolicy policy,
            Random jitter,
            Supplier<Operation> operation) {
        this.route = route;
        this.thread = thread;
        this.policy = policy;
        this.jitter = jitter;
        this.operation = operation;
        deadlineNanos = System.nanoTime() + policy.total().toNanos();
    }

    /** The last answer; {@link #mayHaveEffect} says what that of an earlier attempt may have done. */
    CompletableFuture<Answer> run() {
        next();
        return result;
    }

    /** Whether an attempt may have had an effect that no answer tells of. */
    boolean mayHaveEffect() {
        return mayHaveEffect;
    }

    private void next() {
        int current = ++attempt;
        Target target = route.current();
        ScheduledFuture<?> alarm =
                thread.schedule(() -> timedOut(current, target), attemptMillis(), TimeUnit.MILLISECONDS);
        CompletableFuture<?> unused = target.ask(operation.get())
                .thenAcceptAsync(
                        answer -> {
                            alarm.cancel(false);
                            answered(current, target, answer);
                        },
                        thread);
    }

    private long attemptMillis() {
        long patience = policy.attempt().toMillis() << Math.min(timeouts, MAX_DOUBLINGS);
        return Math.max(1, Math.min(patience, leftMillis()));
    }

    private long leftMillis() {
        return TimeUnit.NANOSECONDS.toMillis(deadlineNanos - System.nanoTime());
    }

    /** An answer that comes after its time is as good as one in time, unless there was one already. */
    private void answered(int number, Target target, Answer answer) {
        if (result.isDone()) {
            return;
        }
        switch (answer.kind()) {
            case DONE, THREW, NO_SESSION, STALE -> result.complete(answer);
            case NOT_LEADER -> tryAgain(number, answer, () -> route.redirected(target, answer.text()));
            case OVERLOADED -> tryAgain(number, answer, () -> {});
            case UNAVAILABLE -> tryAgain(number, answer, () -> route.failed(target));
            case INDETERMINATE, OUT_OF_WINDOW -> {
                mayHaveEffect = true;
                tryAgain(number, answer, () -> route.failed(target));
            }
        }
    }

    private void timedOut(int number, Target target) {
        mayHaveEffect = true;
        timeouts++;
        tryAgain(
                number,
                Answer.of(Answer.Kind.INDETERMINATE, "no answer of member '%s' in time".formatted(target.id())),
                () -> route.failed(target));
    }

    private void tryAgain(int number, Answer last, Runnable reroute) {
        if (number != attempt || result.isDone()) {
            return; // a later attempt is on its way
        }
        reroute.run();
        long pause = pauseMillis();
        if (leftMillis() <= pause) {
            result.complete(last);
            return;
        }
        attempt++; // what still comes of this attempt is an answer, but no reason to try again
        ScheduledFuture<?> unused = thread.schedule(this::next, pause, TimeUnit.MILLISECONDS);
    }

    private long pauseMillis() {
        int most = Math.min(MAX_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(attempt / 2, 5));
        return 1L + jitter.nextInt(most);
    }
}
