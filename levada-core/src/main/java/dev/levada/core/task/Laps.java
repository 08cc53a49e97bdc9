package dev.levada.core.task;

import dev.levada.core.channel.OutputGate;
import dev.levada.core.element.Lap;
import dev.levada.core.plan.ChannelId;
import dev.levada.core.plan.JobPlan;
import dev.levada.core.plan.TaskId;
import dev.levada.core.snapshot.LoopState;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds out when a loop is done. Confined to the task.
 *
 * <p>When all else that its head reads has ended, the head sends a lap round. A task of the loop passes it on when it
 * has come on all of its inputs from within the loop and its other inputs have ended, and says with it whether the
 * task, or anybody before it, has taken a record since the lap before. If nobody has, nothing is under way: what was
 * sent before the last lap was taken before that, and nobody has sent anything since. All tasks of the head hear of all
 * tasks of the loop, so they end together.
 *
 * <p>After the detection of termination by rounds of markers (E. Dijkstra et al., "Derivation of a termination
 * detection algorithm for distributed computations", Information Processing Letters 16, 1983).
 */
final class Laps {
    private final List<ChannelId> inputs;
    private final List<ChannelId> outputs;
    private final boolean head;
    private final OutputGate gate;
    private final Set<ChannelId> come = new LinkedHashSet<>();
    /** The inputs on which the lap after the awaited one has come. */
    private final Set<ChannelId> ahead = new LinkedHashSet<>();

    private long awaited;
    /** What the laps that have come say of those before. */
    private boolean quiet;
    /** The same of those that are ahead. */
    private boolean quietAhead;
    /** What is to be said of this task. */
    private boolean idle;

    private boolean over;

    Laps(List<ChannelId> inputs, List<ChannelId> outputs, boolean head, OutputGate gate, LoopState start) {
        this.inputs = inputs;
        this.outputs = outputs;
        this.head = head;
        this.gate = gate;
        this.come.addAll(start.come());
        this.ahead.addAll(start.ahead());
        this.awaited = head ? start.awaited() : Math.max(1, start.awaited());
        this.quiet = start.quiet();
        this.quietAhead = start.quietAhead();
        this.idle = start.idle();
    }

    /** Of a task that is part of a loop, or of none. */
    static Laps of(JobPlan plan, TaskId task, OutputGate gate, LoopState start) {
        List<JobPlan.Edge> into = plan.edgesInto(task.chain());
        return new Laps(
                within(plan, into)
                        .flatMap(edge -> plan.channelsInto(task, edge).stream())
                        .toList(),
                within(plan, plan.edgesFrom(task.chain()))
                        .flatMap(edge -> plan.channelsFrom(task, edge).stream())
                        .toList(),
                into.stream().anyMatch(JobPlan.Edge::back),
                gate,
                start);
    }

    private static Stream<JobPlan.Edge> within(JobPlan plan, List<JobPlan.Edge> edges) {
        return edges.stream().filter(plan::isInLoop);
    }

    /** Whether records that come on an input have been through the task, or one like it, before. */
    boolean comesBack(ChannelId input) {
        return head && inputs.contains(input);
    }

    /** A record was taken. */
    void took() {
        idle = false;
    }

    /**
     * A lap has come; {@link #goOn} comes next. With several tasks of the head one input may be a lap ahead of another:
     * its producer has passed a lap on that is still on its way here. Further ahead than that is none, since each task
     * waits for all.
     */
    void came(ChannelId input, Lap lap) {
        if (lap.number() > awaited + 1) {
            skipTo(lap.number());
        }
        if (lap.number() == awaited) {
            come.add(input);
            quiet &= lap.quiet();
        } else if (lap.number() == awaited + 1) {
            quiet &= !come.add(input); // the one before was lost with a task, and said who knows what
            ahead.add(input);
            quietAhead &= lap.quiet();
        }
    }

    /** An attempt that begins with nothing joins in where the others are: they may wait for the last lap from it. */
    private void skipTo(long number) {
        awaited = number;
        come.clear();
        ahead.clear();
        quiet = true;
        quietAhead = true;
        idle = false;
        gate.lap(outputs, head ? number : number - 1, false);
    }

    /**
     * Something has come or ended.
     *
     * @param open the inputs that have not ended
     */
    void goOn(Collection<ChannelId> open) {
        boolean none = head && awaited == 0; // its first one is not waited for
        if (inputs.isEmpty() || over || !inputs.containsAll(open) || !(none || come.containsAll(open))) {
            return;
        }
        do {
            pass();
        } while (!over && !come.isEmpty() && come.containsAll(open));
    }

    private void pass() {
        if (head && quiet && awaited > 0) {
            over = true;
            return;
        }
        long number = head ? awaited + 1 : awaited;
        gate.lap(outputs, number, idle && (head || quiet));
        awaited = head ? number : number + 1;
        idle = true;
        come.clear();
        come.addAll(ahead);
        ahead.clear();
        quiet = quietAhead;
        quietAhead = true;
    }

    /** Whether nothing will come back any more. */
    boolean isOver() {
        return over;
    }

    LoopState state() {
        return new LoopState(awaited, List.copyOf(come), List.copyOf(ahead), quiet, quietAhead, idle);
    }
}
