package dev.levada.cluster.control;

import dev.levada.core.plan.JobPlan;
import dev.levada.core.plan.TaskId;
import dev.levada.recovery.replicate.Replicated;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Sees to those that follow tasks: where they are, from where they begin, and what they find of their leaders. */
final class Following {
    private final JobPlan plan;
    private final Placements placements;
    private final Dissent dissent = new Dissent();

    /**
     * A follower did something else than its leader.
     *
     * @param problem for people
     * @param reason for which the leader or the job is given up, if one is
     */
    record Finding(Dissent.Verdict verdict, String problem, String reason) {}

    Following(JobPlan plan, Placements placements) {
        this.plan = plan;
        this.placements = placements;
    }

    boolean isFollowed(TaskId task) {
        return Replicated.hasFollowers(plan, plan.chain(task.chain()));
    }

    private int replicas(TaskId task) {
        return plan.chain(task.chain()).recovery().replicas();
    }

    /**
     * Which tasks each process may follow from the snapshots of an epoch: as many processes as may hold what the tasks
     * of one choose, which are those behind it, by number, and one for good luck.
     */
    Map<Location, Map<TaskId, String>> told(Map<TaskId, String> snapshots, List<Location> alive) {
        List<Location> byNumber =
                alive.stream().sorted(Comparator.comparingInt(Location::worker)).toList();
        Map<Location, Map<TaskId, String>> told = new LinkedHashMap<>();
        snapshots.forEach((task, snapshot) -> {
            Placements.Placed placed = placements.latest(task);
            if (placed != null && isFollowed(task)) {
                behind(placed.location(), byNumber)
                        .limit(replicas(task))
                        .forEach(other -> told.computeIfAbsent(other, any -> new LinkedHashMap<>())
                                .put(task, snapshot));
            }
        });
        return told;
    }

    private static Stream<Location> behind(Location place, List<Location> byNumber) {
        return Stream.concat(
                byNumber.stream().filter(each -> each.worker() > place.worker()),
                byNumber.stream().filter(each -> each.worker() < place.worker()));
    }

    /** See {@link Dissent#mayLead}. */
    List<Location> mayLead(TaskId task, List<Location> alive) {
        return dissent.mayLead(task, alive);
    }

    /** See {@link Dissent#states}. */
    Map<TaskId, Long> states(Collection<TaskId> tasks) {
        return dissent.states(tasks);
    }

    /** See {@link Dissent#complete}. */
    void complete(TaskId task, long attempt) {
        dissent.complete(task, attempt);
    }

    /** See {@link Dissent#leavesNobody}. */
    boolean leavesNobody(TaskId task, long attempt, int worker, List<Location> alive) {
        return dissent.leavesNobody(task, attempt, worker, alive);
    }

    /** @param worker where the follower is, of an attempt that counts */
    Finding heard(Report.Differs report, int worker) {
        TaskId task = report.task();
        int replicas = replicas(task);
        Dissent.Verdict verdict = dissent.heard(report, worker, replicas);
        String problem = "on worker %d task %s does something else than where it leads: %s"
                .formatted(worker, task, report.difference());
        String reason = switch (verdict) {
            case KNOWN, FOLLOWER_DIFFERS -> "";
            case LEADER_DIFFERS ->
                "more than half of its %d replicas were in another state at epoch %d"
                        .formatted(replicas, report.epoch());
            case NOBODY_AGREES ->
                ("task %s: no more than half of its %d replicas were in the same state at epoch %d, so nobody"
                                + " knows which is right; its operators must do the same for the same input, see"
                                + " 'levada lint'")
                        .formatted(task, replicas, report.epoch());
        };
        return new Finding(verdict, problem, reason);
    }
}
