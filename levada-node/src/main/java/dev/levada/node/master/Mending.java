package dev.levada.node.master;

import dev.levada.cluster.control.Carrier;
import dev.levada.cluster.control.Location;
import dev.levada.core.plan.TaskId;
import dev.levada.node.job.JobReport;
import dev.levada.node.worker.TaskFigures;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One recovery, from the failure on. Confined to its owner. */
final class Mending {
    /** Of a large job, these stand for all. */
    private static final int MAX_TASKS = 64;

    /** Who has not caught up by then may have nothing to do. */
    private static final long FOLLOWED_NANOS = 60_000_000_000L;

    private static final Comparator<JobReport.Returned> WORST_FIRST = Comparator.comparing(
                    (JobReport.Returned each) -> each.cause().isEmpty())
            .thenComparing(
                    Comparator.comparingDouble(JobReport.Returned::caughtUp).reversed());

    private final Map<TaskId, Carrier.Failure> failed = new LinkedHashMap<>();
    private final Map<TaskId, Member> members = new LinkedHashMap<>();
    private final long silentNanos;
    private final long beganNanos;
    private long fencedNanos;
    private long onlineNanos;

    /** A task that gets a new attempt. */
    private static final class Member {
        private final long attempt;
        private int worker;
        private long restoredNanos;
        private TaskFigures.Regained regained = TaskFigures.Regained.NOTHING;

        Member(long attempt) {
            this.attempt = attempt;
        }
    }

    /** @param silentNanos for how long the worker had been silent that failed first */
    Mending(long silentNanos, long nowNanos) {
        this.silentNanos = silentNanos;
        this.beganNanos = nowNanos;
    }

    void failed(TaskId task, Carrier.Failure failure) {
        failed.putIfAbsent(task, failure);
    }

    /** Everybody has stopped listening to what these attempts replace. */
    void fenced(Map<TaskId, Long> attempts, long nowNanos) {
        fencedNanos = nowNanos;
        attempts.forEach((task, attempt) -> members.put(task, new Member(attempt)));
    }

    boolean isFenced() {
        return fencedNanos != 0;
    }

    /** An attempt runs; it may be said again. */
    void restored(TaskId task, long attempt, Location at, long nowNanos) {
        Member member = members.get(task);
        if (member != null && member.attempt == attempt && member.restoredNanos == 0) {
            member.restoredNanos = nowNanos;
            member.worker = at.worker();
        }
    }

    /** All run again. */
    void online(long nowNanos) {
        onlineNanos = nowNanos;
    }

    /** Whether it is worth while to look how its tasks get on. */
    boolean goesOn(long nowNanos) {
        return onlineNanos == 0
                || (nowNanos - onlineNanos < FOLLOWED_NANOS
                        && members.values().stream().anyMatch(each -> each.regained.caughtUpNanos() == 0));
    }

    /** How tasks are. */
    void observe(List<TaskFigures> figures) {
        for (TaskFigures each : figures) {
            Member member = members.get(each.task());
            if (member != null && member.attempt == each.attempt()) {
                member.regained = each.regained();
            }
        }
    }

    /** What is known of it by now. */
    JobReport.Recovered report() {
        int rolledBack = (int) members.keySet().stream()
                .filter(task -> !failed.containsKey(task))
                .count();
        return new JobReport.Recovered(
                failed.keySet().stream().map(TaskId::toString).toList(),
                failed.values().stream()
                        .map(Carrier.Failure::reason)
                        .findFirst()
                        .orElse(""),
                rolledBack,
                silentNanos / 1e6,
                millis(fencedNanos),
                millis(onlineNanos),
                members.entrySet().stream()
                        .map(member -> returned(member.getKey(), member.getValue()))
                        .sorted(WORST_FIRST)
                        .limit(MAX_TASKS)
                        .toList());
    }

    private JobReport.Returned returned(TaskId task, Member member) {
        Carrier.Failure failure = failed.get(task);
        TaskFigures.Regained regained = member.regained;
        return new JobReport.Returned(
                task.toString(),
                member.attempt,
                failure == null ? "" : failure.reason(),
                failure == null ? 0 : failure.worker(),
                member.worker,
                millis(member.restoredNanos),
                regained.replayed(),
                regained.toReplay(),
                after(member, regained.replayedNanos()),
                after(member, regained.caughtUpNanos()));
    }

    /** The worker's clock is another one: only its differences mean something here. */
    private double after(Member member, long nanos) {
        return member.restoredNanos == 0 || nanos == 0 ? 0 : millis(member.restoredNanos + nanos);
    }

    private double millis(long nanos) {
        return nanos == 0 ? 0 : (nanos - beganNanos) / 1e6;
    }
}
