package dev.levada.cluster.coordinator;

import static java.util.Objects.requireNonNull;

import dev.levada.core.element.Element;
import dev.levada.core.plan.ChannelId;
import dev.levada.core.plan.JobPlan;
import dev.levada.core.plan.TaskId;
import dev.levada.core.recovery.SourcePositions;
import dev.levada.core.snapshot.StoredSnapshot;
import dev.levada.core.snapshot.TaskStart;
import dev.levada.core.snapshot.WindowEnd;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the channels of new attempts begin.
 *
 * <p>What comes in goes on where the consumer stood. What goes out begins where its consumer wants it: numbers of an
 * attempt that does not repeat exactly mean nothing to those who have others' under the same numbers. Where both ends
 * go back to the same aligned checkpoint this is the number that the producer's snapshot says, too; and there it begins
 * where attempts repeat exactly, whatever the consumer has, and where the producer's snapshot holds what is before it.
 * So it does behind a gate: what has come through is in a complete epoch, numbers and all.
 */
public final class Starts {
    private final JobPlan plan;
    private final Deployment deployment;
    private final Map<TaskId, StoredSnapshot> snapshots;

    /** @param snapshots those of the members of the deployment, as far as there are any */
    public Starts(JobPlan plan, Deployment deployment, Map<TaskId, StoredSnapshot> snapshots) {
        this.plan = plan;
        this.deployment = deployment;
        this.snapshots = snapshots;
    }

    /** What a member begins with, but for the state of its operators. */
    public TaskStart of(TaskId task, String run, Map<String, TaskStart.OperatorStart> operators) {
        long attempt = deployment.attempts().getOrDefault(task, 0L);
        StoredSnapshot own = snapshots.get(task);
        TaskStart fresh = TaskStart.fresh(attempt, run);
        TaskStart start = own == null
                ? fresh
                : new TaskStart(
                        attempt,
                        run,
                        own.epoch(),
                        own.window() == 0 ? WindowEnd.none() : new WindowEnd(own.window(), own.attempt()),
                        own.finished(),
                        fresh.inputs(),
                        List.of(),
                        fresh.outputs(),
                        own.externalCalls(),
                        SourcePositions.none(),
                        operators,
                        new byte[0],
                        new LinkedHashMap<>(),
                        own.loop(),
                        own.watermarks());
        start = start.from(positions(task));
        Map<ChannelId, Long> inputs = new LinkedHashMap<>();
        channelsInto(task).forEach(channel -> inputs.put(channel, firstWanted(channel)));
        Map<ChannelId, Long> outputs = new LinkedHashMap<>();
        channelsFrom(task)
                .forEach(channel ->
                        outputs.put(channel, goesOn(channel, own) ? firstAgain(channel, own) : firstWanted(channel)));
        return start.at(inputs, ended(own), outputs);
    }

    /**
     * What a follower of a task begins with.
     *
     * @param own the task's snapshot of a complete epoch
     * @param operators the state of its operators; what it may write itself does not build on that
     * @param sent what it holds of what was sent before
     */
    public static TaskStart following(
            StoredSnapshot own,
            String run,
            Map<String, TaskStart.OperatorStart> operators,
            Map<ChannelId, List<Element>> sent) {
        Map<ChannelId, Long> outputs = new LinkedHashMap<>();
        own.outputs().forEach((channel, last) -> outputs.put(channel, last + 1));
        return new TaskStart(
                0,
                run,
                own.epoch(),
                WindowEnd.none(),
                own.finished(),
                own.inputs(),
                own.ended(),
                outputs,
                own.externalCalls(),
                own.positions(),
                operators,
                new byte[0],
                sent,
                own.loop(),
                own.watermarks());
    }

    /** Where all splits of a source stand: a split may be another task's than it was. */
    private SourcePositions positions(TaskId task) {
        List<SourcePositions.Split> splits = new ArrayList<>();
        deployment.positions().forEach((other, positions) -> {
            if (other.chain().equals(task.chain())) {
                splits.addAll(positions.splits());
            }
        });
        for (StoredSnapshot snapshot : snapshots.values()) {
            if (snapshot.task().chain().equals(task.chain())) {
                splits.addAll(snapshot.positions().splits());
            }
        }
        SourcePositions own = deployment.positions().get(task);
        return new SourcePositions(splits, own == null ? List.of() : own.shown());
    }

    /** Whether a producer gives its numbers as its snapshot says, which holds what comes before them. */
    private boolean goesOn(ChannelId channel, @Nullable StoredSnapshot own) {
        if (plan.isGated(channel)) {
            checkGate(channel, own);
            return true;
        }
        return repeats(channel.producer()) || (own != null && own.held().containsKey(channel));
    }

    /** The barrier behind the snapshot is the last that may have come through. */
    private void checkGate(ChannelId channel, @Nullable StoredSnapshot own) {
        long last = own == null ? 0 : firstAgain(channel, own);
        long arrived = deployment.arrived().getOrDefault(channel, 0L);
        if (arrived > last) {
            throw new IllegalStateException(
                    "channel %s is gated, and its consumer has number %d, although nothing beyond %d is in a complete epoch"
                            .formatted(channel, arrived, last));
        }
    }

    /** The first number that a producer gives again. */
    private static long firstAgain(ChannelId channel, @Nullable StoredSnapshot producer) {
        return producer == null ? 1 : producer.outputs().getOrDefault(channel, 0L) + 1;
    }

    /** The first number that the consumer of a channel wants. */
    public long firstWanted(ChannelId channel) {
        Long arrived = deployment.arrived().get(channel);
        if (arrived != null) {
            return arrived + 1;
        }
        StoredSnapshot consumer = snapshots.get(channel.consumer());
        return consumer == null ? 1 : consumer.inputs().getOrDefault(channel, 1L);
    }

    /**
     * Checks that each consumer that goes back to the beginning of the same epoch as its producer stands where that
     * did, or before it and the producer's snapshot holds what is between; and that no consumer will ask for what a
     * producer does not have any more that goes back to the end of a window.
     *
     * @throws IllegalStateException if one does not: the snapshots are not of one cut
     */
    public void checkCut() {
        for (StoredSnapshot producer : snapshots.values()) {
            producer.outputs().forEach((channel, last) -> {
                StoredSnapshot consumer = snapshots.get(channel.consumer());
                boolean within = producer.window() > 0;
                boolean same = consumer != null && consumer.epoch() == producer.epoch();
                Long next = consumer == null || !(same || within)
                        ? null
                        : consumer.inputs().get(channel);
                long from = producer.held().getOrDefault(channel, last + 1);
                boolean oneCut = same && !within && requireNonNull(consumer).window() == 0;
                if (next != null && ((oneCut && next > last + 1) || next < from)) {
                    throw new IllegalStateException(
                            ("the snapshots of epoch %d do not fit: on channel %s the producer stands at %d and has what is"
                                            + " from %d on, the consumer before %d")
                                    .formatted(producer.epoch(), channel, last, from, next));
                }
            });
        }
    }

    /** A channel has not ended for good if its producer goes back to before the end. */
    private List<ChannelId> ended(@Nullable StoredSnapshot own) {
        List<ChannelId> ended = new ArrayList<>();
        if (own != null) {
            for (ChannelId channel : own.ended()) {
                StoredSnapshot producer = snapshots.get(channel.producer());
                boolean goesBack = members().contains(channel.producer()) && (producer == null || !producer.finished());
                if (!goesBack || repeats(channel.producer())) {
                    ended.add(channel);
                }
            }
        }
        return ended;
    }

    private boolean repeats(TaskId task) {
        return deployment.repeating().contains(task);
    }

    private Set<TaskId> members() {
        return deployment.attempts().keySet();
    }

    /** All channels that get a new connection, because one of their ends is a member. */
    public List<ChannelId> connections() {
        Set<ChannelId> all = new LinkedHashSet<>();
        for (TaskId member : members()) {
            all.addAll(channelsInto(member));
            all.addAll(channelsFrom(member));
        }
        return List.copyOf(all);
    }

    private List<ChannelId> channelsInto(TaskId task) {
        return plan.edgesInto(task.chain()).stream()
                .flatMap(edge -> plan.channelsInto(task, edge).stream())
                .toList();
    }

    private List<ChannelId> channelsFrom(TaskId task) {
        return plan.edgesFrom(task.chain()).stream()
                .flatMap(edge -> plan.channelsFrom(task, edge).stream())
                .toList();
    }
}
