package dev.levada.cluster.control;

import dev.levada.core.plan.TaskId;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What followers found who ended an epoch otherwise than their leaders. That more than half of the replicas of a task
 * are in one state says which is right; the leader counts for its own until others agree on another.
 */
final class Dissent {
    private final Map<TaskId, Doubt> doubts = new LinkedHashMap<>();
    private final Map<TaskId, Agreed> agreed = new LinkedHashMap<>();

    /** What follows from a report. */
    enum Verdict {
        /** Nothing: it was heard before, or is of an earlier epoch. */
        KNOWN,
        /** The follower is wrong, as far as is known. */
        FOLLOWER_DIFFERS,
        /** The leader is. */
        LEADER_DIFFERS,
        /** No state is left that more than half can be in. */
        NOBODY_AGREES
    }

    /** Who differs from one attempt at one epoch: the state of each, by worker. */
    private record Doubt(long attempt, long epoch, Map<Integer, Long> states) {}

    /**
     * More than half of the replicas are in a state, and the leader was not.
     *
     * @param attempt the leader's
     */
    private record Agreed(long attempt, long state, Set<Integer> workers) {}

    /**
     * A follower differs from the attempt that counts.
     *
     * @param worker where it is
     * @param replicas how many there are to be of the task, the leader with them
     */
    Verdict heard(Report.Differs report, int worker, int replicas) {
        Doubt doubt = doubts.get(report.task());
        if (doubt == null || doubt.attempt() < report.attempt() || doubt.epoch() < report.epoch()) {
            doubt = new Doubt(report.attempt(), report.epoch(), new LinkedHashMap<>());
            doubts.put(report.task(), doubt);
        }
        boolean current = doubt.attempt() == report.attempt() && doubt.epoch() == report.epoch();
        if (!current || doubt.states().putIfAbsent(worker, report.state()) != null) {
            return Verdict.KNOWN;
        }
        return judge(report, doubt.states(), replicas);
    }

    private Verdict judge(Report.Differs report, Map<Integer, Long> states, int replicas) {
        int majority = replicas / 2 + 1;
        Set<Integer> alike = alike(states, report.state());
        if (alike.size() >= majority) {
            agreed.put(report.task(), new Agreed(report.attempt(), report.state(), alike));
            return Verdict.LEADER_DIFFERS;
        }
        int silent = replicas - 1 - states.size();
        boolean leaderMayBeRight = 1 + silent >= majority;
        return leaderMayBeRight || largest(states.values()) + silent >= majority
                ? Verdict.FOLLOWER_DIFFERS
                : Verdict.NOBODY_AGREES;
    }

    private static Set<Integer> alike(Map<Integer, Long> states, long state) {
        Set<Integer> alike = new LinkedHashSet<>();
        states.forEach((worker, its) -> {
            if (its == state) {
                alike.add(worker);
            }
        });
        return alike;
    }

    private static int largest(Collection<Long> states) {
        return states.stream()
                .mapToInt(state -> Collections.frequency(states, state))
                .max()
                .orElse(0);
    }

    /** Those of some processes in which somebody may lead a task; all of them, if nothing speaks against any. */
    List<Location> mayLead(TaskId task, List<Location> alive) {
        Agreed right = agreed.get(task);
        if (right == null) {
            return alive;
        }
        List<Location> able = alive.stream()
                .filter(each -> right.workers().contains(each.worker()))
                .toList();
        return able.isEmpty() ? alive : able;
    }

    /**
     * An attempt at a task has failed. Whoever was to lead with it leads no more.
     *
     * @return whether nobody is left who may lead
     */
    boolean leavesNobody(TaskId task, long attempt, int worker, List<Location> alive) {
        Agreed right = agreed.get(task);
        if (right == null || attempt <= right.attempt()) {
            return false;
        }
        right.workers().remove(worker);
        return alive.stream().noneMatch(each -> right.workers().contains(each.worker()));
    }

    /** In which state one has to be to lead; of tasks for which that matters. */
    Map<TaskId, Long> states(Collection<TaskId> tasks) {
        Map<TaskId, Long> states = new LinkedHashMap<>();
        for (TaskId task : tasks) {
            Agreed right = agreed.get(task);
            if (right != null) {
                states.put(task, right.state());
            }
        }
        return states;
    }

    /** An attempt's snapshot counts: if a later one than that which was given up has taken it, all is well again. */
    void complete(TaskId task, long attempt) {
        Agreed right = agreed.get(task);
        if (right != null && right.attempt() < attempt) {
            agreed.remove(task);
        }
    }
}
