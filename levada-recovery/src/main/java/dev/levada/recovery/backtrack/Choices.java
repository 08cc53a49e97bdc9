package dev.levada.recovery.backtrack;

import dev.levada.api.graph.Definition;
import dev.levada.api.graph.Operator;
import dev.levada.core.plan.JobPlan;
import dev.levada.core.plan.TaskId;
import java.util.Optional;

/** What can be said of a task from the plan. */
final class Choices {

    private Choices() {}

    /**
     * Whether what the task does may depend on more than what it is given.
     *
     * @param merges whether several inputs are taken in an order that follows from them
     */
    static boolean mayMake(JobPlan plan, TaskId task, boolean merges) {
        return why(plan, task, merges).isPresent();
    }

    /**
     * On what it may depend besides what it is given: on which of several inputs comes first, on what its operators ask
     * their context for, or, in a source or behind a gate, on when an epoch ended. Whoever sends to several channels is
     * taken for one that chooses, although it may not be: in a replay its log says up to where it must not wait for
     * room.
     */
    static Optional<String> why(JobPlan plan, TaskId task, boolean merges) {
        if (inputs(plan, task) == 0) {
            return Optional.of("it reads a source");
        }
        if (hasSeveralInputs(plan, task) && !merges) {
            return Optional.of("it takes several inputs as they come");
        }
        if (plan.edgesInto(task.chain()).stream().anyMatch(JobPlan.Edge::gated)) {
            return Optional.of("it reads through a gate");
        }
        if (outputs(plan, task) > 1) {
            return Optional.of("it sends to several tasks");
        }
        return plan.chain(task.chain()).operators().stream().anyMatch(Choices::asks)
                ? Optional.of("it asks its context")
                : Optional.empty();
    }

    private static boolean asks(Operator operator) {
        return operator.definition() instanceof Definition.Call
                || (operator.definition() instanceof Definition.Transform transform && transform.asks());
    }

    static boolean hasSeveralInputs(JobPlan plan, TaskId task) {
        return inputs(plan, task) > 1;
    }

    private static int inputs(JobPlan plan, TaskId task) {
        return plan.edgesInto(task.chain()).stream()
                .mapToInt(edge -> plan.channelsInto(task, edge).size())
                .sum();
    }

    private static int outputs(JobPlan plan, TaskId task) {
        return plan.edgesFrom(task.chain()).stream()
                .mapToInt(edge -> plan.channelsFrom(task, edge).size())
                .sum();
    }

    /**
     * Why the task cannot go back to where it ended a window within an epoch; empty if it can. A source has nothing to
     * ask anybody for, and a sink shows what was prepared by epochs. What is on its way round a loop is in snapshots
     * that end epochs.
     */
    static Optional<String> keepsToEpochs(JobPlan plan, TaskId task) {
        if (inputs(plan, task) == 0) {
            return Optional.of("it reads a source");
        }
        if (writesOutside(plan, task)) {
            return Optional.of("it has a sink");
        }
        boolean loops =
                closesLoop(plan, task) || plan.edgesInto(task.chain()).stream().anyMatch(JobPlan.Edge::back);
        return loops ? Optional.of("a loop begins or ends there") : Optional.empty();
    }

    /** Whether what the task sends comes back to it: each of its snapshots holds some of that. */
    static boolean closesLoop(JobPlan plan, TaskId task) {
        return plan.edgesFrom(task.chain()).stream().anyMatch(JobPlan.Edge::back);
    }

    /** Whether a sink is among the task's operators: it shows output with complete epochs only, and drops the rest. */
    static boolean writesOutside(JobPlan plan, TaskId task) {
        return plan.chain(task.chain()).operators().stream()
                .anyMatch(operator -> operator.definition() instanceof Definition.Write);
    }
}
