package dev.levada.core.task;

import dev.levada.api.operator.Timers;
import dev.levada.core.channel.EventClock;
import dev.levada.core.state.KeyedState;
import dev.levada.core.state.KeyedTimers;
import org.jspecify.annotations.Nullable;

/** The timers of one operator in one task, of both kinds. Confined to the task. */
final class OperatorTimers implements Timers {
    private final KeyedState state;
    private final EventClock clock;
    private final boolean inLoop;
    private final KeyedTimers byEventTime;
    /** Those by processing time are a state only where some were ever set. */
    private @Nullable KeyedTimers byClock;

    private boolean ended;
    private int ticksLeft;

    /** @param inLoop whether the operator is part of a loop, which has no timers */
    OperatorTimers(KeyedState state, EventClock clock, boolean inLoop) {
        this.state = state;
        this.clock = clock;
        this.inLoop = inLoop;
        this.byEventTime = state.timers();
        this.byClock = state.hasClockTimers() ? state.clockTimers() : null;
    }

    @Override
    public void onEventTime(long millis) {
        if (!clock.isTimed()) {
            throw new IllegalStateException(
                    "operator '%s' sets a timer by event time, and nothing that it reads has one; say eventTime(...) right behind the source"
                            .formatted(state.operator()));
        }
        byEventTime.set(millis);
    }

    @Override
    public void cancel(long millis) {
        byEventTime.cancel(millis);
    }

    @Override
    public void onProcessingTime(long millis) {
        if (inLoop) {
            throw new IllegalStateException(
                    ("operator '%s' sets a timer by processing time in a loop, which would be taken for done while the timer"
                                    + " waits; set it before the loop or behind it")
                            .formatted(state.operator()));
        }
        if (!ended) {
            KeyedTimers timers = byClock;
            if (timers == null) {
                timers = state.clockTimers();
                byClock = timers;
            }
            timers.set(millis);
        }
    }

    @Override
    public void cancelProcessingTime(long millis) {
        if (byClock != null) {
            byClock.cancel(millis);
        }
    }

    /** Whether one by event time is due. */
    boolean isDue(long watermark) {
        return byEventTime.isDue(watermark);
    }

    /** Takes the first one by event time out and its key in hand. Returns its time. */
    long takeFirst() {
        return byEventTime.takeFirst();
    }

    /** When the first one by processing time is due, or {@link KeyedTimers#NEVER}. */
    long nextByClock() {
        return byClock == null ? KeyedTimers.NEVER : byClock.next();
    }

    /** The clock has come so far: as many fire as are due now, whatever these set. */
    void tick(long nowMillis) {
        ticksLeft = byClock == null ? 0 : byClock.due(nowMillis);
    }

    /** Whether one by processing time is left to fire of those of the last {@link #tick}. */
    boolean isDueByClock(long nowMillis) {
        return ticksLeft > 0 && byClock != null && byClock.isDue(nowMillis);
    }

    /** Takes the first one by processing time out and its key in hand. Returns its time. */
    long takeFirstByClock() {
        if (byClock == null) {
            throw new IllegalStateException(
                    "operator '%s' has no timer by processing time".formatted(state.operator()));
        }
        ticksLeft--;
        return byClock.takeFirst();
    }

    /** The input has ended: no timer is set any more, so that those that set others come to an end. */
    void end() {
        ended = true;
        byEventTime.end();
        tick(KeyedTimers.NEVER);
    }
}
