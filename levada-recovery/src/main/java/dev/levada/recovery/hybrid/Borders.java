package dev.levada.recovery.hybrid;

import dev.levada.api.recovery.Recovery;
import dev.levada.core.plan.ChannelId;
import dev.levada.core.plan.JobPlan;
import dev.levada.core.plan.TaskId;
import dev.levada.core.recovery.Kept;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What operators that recover differently mean for each other. */
final class Borders {
    private final JobPlan plan;
    private final Function<Recovery, Kept> kept;
    /** Chains that may have to do something else after failures: they, or who they depend on, keep nothing durable. */
    private final Set<String> unsure = new LinkedHashSet<>();
    /** @param kept where what tasks choose is kept, by how they recover */
    Borders(JobPlan plan, Function<Recovery, Kept> kept) {
        this.plan = plan;
        this.kept = kept;
        for (JobPlan.Chain chain : plan.chains()) { // producers come before their consumers
            boolean depends = plan.edgesInto(chain.name()).stream()
                    .anyMatch(edge -> !edge.gated() && unsure.contains(edge.producer()));
            if (depends || kept(chain.name()) != Kept.DURABLE) {
                unsure.add(chain.name());
            }
        }
    }

    private Kept kept(String chain) {
        return kept.apply(plan.chain(chain).recovery());
    }

    private boolean forgets(String chain) {
        return kept(chain) == Kept.NOWHERE;
    }

    boolean forgets(TaskId task) {
        return forgets(task.chain());
    }

    /** Whether a task may have to go back to the last complete epoch and do something else from there. */
    boolean mayBeginAnew(TaskId task) {
        return unsure.contains(task.chain());
    }

    /**
     * Whether what a task did may be taken back before its epoch is complete. If more is lost of what tasks chose than
     * others make up for, whoever is lost with it begins anew, wherever it is.
     */
    boolean mayTakeBack(TaskId task) {
        return mayBeginAnew(task)
                || plan.chains().stream().anyMatch(chain -> kept(chain.name()).mayBeLost());
    }

    /** Whether a task that forgets has consumers that may go back without it: they will ask for its output again. */
    boolean keepsForOthers(TaskId task) {
        return forgets(task) && plan.edgesFrom(task.chain()).stream().anyMatch(edge -> !forgets(edge.consumer()));
    }

    /** The outputs of a task that are gated. */
    Set<ChannelId> gatedOutputs(TaskId task) {
        return plan.edgesFrom(task.chain()).stream()
                .filter(JobPlan.Edge::gated)
                .flatMap(edge -> plan.channelsFrom(task, edge).stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The inputs of a task that are gated. */
    Set<ChannelId> gatedInputs(TaskId task) {
        return plan.edgesInto(task.chain()).stream()
                .filter(JobPlan.Edge::gated)
                .flatMap(edge -> plan.channelsInto(task, edge).stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /**
     * Who must begin anew if some do: whoever may depend on what they did; and where nobody keeps what was sent for
     * those who go back, its producers. Through a gate comes only what is final, and behind it that is kept.
     */
    Set<TaskId> with(Set<TaskId> some) {
        Set<TaskId> all = new LinkedHashSet<>(some);
        ArrayDeque<TaskId> next = new ArrayDeque<>(some);
        TaskId task;
        while ((task = next.poll()) != null) {
            for (TaskId other : drawnBy(task)) {
                if (all.add(other)) {
                    next.add(other);
                }
            }
        }
        return all;
    }

    private List<TaskId> drawnBy(TaskId task) {
        List<TaskId> drawn = new ArrayList<>();
        for (JobPlan.Edge edge : plan.edgesFrom(task.chain())) {
            if (!edge.gated()) {
                plan.channelsFrom(task, edge).stream().map(ChannelId::consumer).forEach(drawn::add);
            }
        }
        if (forgets(task)) {
            for (JobPlan.Edge edge : plan.edgesInto(task.chain())) {
                if (forgets(edge.producer()) && !edge.gated()) {
                    plan.channelsInto(task, edge).stream()
                            .map(ChannelId::producer)
                            .forEach(drawn::add);
                }
            }
        }
        return drawn;
    }
}
