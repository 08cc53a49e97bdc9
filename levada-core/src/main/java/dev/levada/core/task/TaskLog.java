package dev.levada.core.task;

import dev.levada.core.channel.OutputGate;
import dev.levada.core.determinant.DeterminantLog;
import dev.levada.core.determinant.DeterminantSlice;
import dev.levada.core.plan.TaskId;
import dev.levada.core.recovery.LogControl;
import dev.levada.core.snapshot.TaskStart;

/** The log of one attempt at a task, between the protocol, the task and the host. Confined to the task. */
final class TaskLog implements LogControl {
    /** What follows from another attempt's log may leave when that this attempt has begun is kept. */
    private static final long FOLLOWED = 1;

    private final TaskId task;
    private final DeterminantLog log;
    private final Services services;
    private final OutputGate output;
    private final TaskListener listener;
    private final ImmediateSinks immediate;
    private final boolean inParts;
    private long attempt;

    /** @param inParts whether what was taken over may be too much for one slice */
    TaskLog(
            TaskId task,
            TaskStart start,
            DeterminantLog log,
            Services services,
            OutputGate output,
            TaskListener listener,
            ImmediateSinks immediate,
            boolean inParts) {
        this.task = task;
        this.attempt = start.attempt();
        this.log = log;
        this.services = services;
        this.output = output;
        this.listener = listener;
        this.immediate = immediate;
        this.inParts = inParts;
    }

    long replayed() {
        return log.replayed();
    }

    long toReplay() {
        return log.toReplay();
    }

    boolean follows() {
        return log.follows();
    }

    /** The attempt that is followed has chosen more. */
    void follow(byte[] more) {
        log.add(more);
    }

    long bytesLeft() {
        return log.bytesLeft();
    }

    /** See {@link DeterminantLog#lead}; it logs all of that as its own. */
    void lead(long newAttempt, byte[] chosen, long since) {
        attempt = newAttempt;
        log.lead(chosen, since);
        keep();
    }

    @Override
    public void cut(long epoch, boolean snapshot) {
        log.cut(epoch, snapshot);
        keep();
        log.begin(epoch);
    }

    @Override
    public void window(long number) {
        log.window(number);
    }

    @Override
    public void reseed() {
        services.reseed(log);
    }

    @Override
    public void restartTurns() {
        output.restartTurns();
    }

    @Override
    public long keep() {
        if (log.follows()) {
            return FOLLOWED;
        }
        if (log.hasMore()) {
            if (inParts) {
                log.takeBefore(attempt).forEach(part -> listener.log(part, 0));
            }
            long epoch = log.epoch();
            long from = log.position();
            byte[] bytes = log.take();
            listener.log(new DeterminantSlice(task, attempt, epoch, from, bytes), log.position());
        }
        immediate.logged(log.position());
        return log.position();
    }

    @Override
    public void release(long upTo) {
        output.stable(upTo);
        immediate.stable(upTo);
    }
}
