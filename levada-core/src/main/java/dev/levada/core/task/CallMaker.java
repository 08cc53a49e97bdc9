package dev.levada.core.task;

import static java.util.Objects.requireNonNull;

import dev.levada.api.operator.AsyncCalls;
import dev.levada.api.operator.AsyncFunction;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Makes the calls of one attempt at a task, again if they fail and may be tried again, and gives up those that take too
 * long. Confined to the task.
 */
final class CallMaker {
    private final AsyncFunction<Object, Object> function;
    private final AsyncCalls settings;
    private final int attempts;
    private final CallHost host;
    private final OperatorCounters counters;
    private final Consumer<PendingCall> answered;
    /** Calls that have no answer, by their tickets: those due first come first. */
    private final Map<Long, PendingCall> open = new LinkedHashMap<>();

    private long tickets;
    private long nowNanos;

    /**
     * None made yet.
     *
     * @param attempts how often each is made at most, from 1
     * @param answered told what has an answer, or has failed for good
     */
    CallMaker(
            AsyncFunction<Object, Object> function,
            AsyncCalls settings,
            int attempts,
            CallHost host,
            OperatorCounters counters,
            Consumer<PendingCall> answered) {
        this.function = function;
        this.settings = settings;
        this.attempts = attempts;
        this.host = host;
        this.counters = counters;
        this.answered = answered;
    }

    void now(long nanos) {
        nowNanos = nanos;
    }

    long nowNanos() {
        return nowNanos;
    }

    void make(PendingCall call) {
        call.attempts++;
        call.deadlineNanos = nowNanos + settings.timeout().toNanos();
        open.put(++tickets, call);
        host.call(new CallHost.Call(tickets, function, call.value, call.idempotencyKey));
    }

    /** Takes in what has come, and gives up what is not here in time. */
    void takeIn() {
        CallHost.Answer answer;
        while ((answer = host.poll()) != null) {
            PendingCall call = open.remove(answer.ticket());
            if (call != null) { // or it was given up
                came(call, answer);
            }
        }
        while (dueNanos() != 0 && nowNanos - dueNanos() >= 0) {
            long ticket = open.keySet().iterator().next();
            PendingCall late = requireNonNull(open.remove(ticket));
            came(late, new CallHost.Answer(ticket, null, new CallTimeoutException(settings.timeout())));
        }
    }

    /** When the next call is given up, in monotonic time; 0 if none is open. */
    long dueNanos() {
        return open.isEmpty() ? 0 : open.values().iterator().next().deadlineNanos;
    }

    private void came(PendingCall call, CallHost.Answer answer) {
        counters.errors += answer.failure() == null ? 0 : 1;
        if (answer.failure() != null && call.attempts < attempts) {
            make(call);
        } else {
            call.answer = answer;
            answered.accept(call);
        }
    }

    void close() {
        host.close();
    }
}
