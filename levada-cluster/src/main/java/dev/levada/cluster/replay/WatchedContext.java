package dev.levada.cluster.replay;

import dev.levada.api.operator.Context;
import dev.levada.api.operator.ExternalCall;
import dev.levada.core.task.ForwardingContext;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** What an operator is told that does not follow from its input is heard. */
final class WatchedContext extends ForwardingContext {
    private final ReplayListener listener;

    WatchedContext(Context<Object> context, ReplayListener listener) {
        super(context);
        this.listener = listener;
    }

    @Override
    public long nowMillis() {
        return heard("time", super.nowMillis());
    }

    /** A task that logs makes all its numbers of longs, and so does this. */
    @Override
    public RandomGenerator random() {
        RandomGenerator random = super.random();
        return () -> heard("random", random.nextLong());
    }

    @Override
    public UUID uuid() {
        return heard("uuid", super.uuid());
    }

    @Override
    @SuppressWarnings("TypeParameterUnusedInFormals") // as in what it forwards to
    public <R> R external(String name, ExternalCall<R> call) throws Exception {
        try {
            return heard(name, super.external(name, call));
        } catch (Exception e) { // what it threw was an answer, too
            throw heard(name, e);
        }
    }

    private <A> A heard(String what, A answer) {
        listener.told(operator(), what, String.valueOf(answer));
        return answer;
    }
}
