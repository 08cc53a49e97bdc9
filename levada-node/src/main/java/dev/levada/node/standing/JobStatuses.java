package dev.levada.node.standing;

import dev.levada.api.recovery.Guarantee;
import dev.levada.cluster.control.Location;
import dev.levada.core.plan.TaskId;
import dev.levada.node.cluster.ClusterStatus;
import dev.levada.node.cluster.JobStatus;
import dev.levada.node.job.Job;
import dev.levada.node.job.JobReport;
import dev.levada.node.job.JobState;
import dev.levada.node.remote.RemoteJob;
import dev.levada.node.remote.Staff;
import dev.levada.node.remote.WorkerName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Jobs as clients see them. */
final class JobStatuses {

    private JobStatuses() {}

    /** A job that has no processes. */
    static JobStatus idle(String id, JobState state, List<String> errors) {
        JobReport report = new JobReport(
                id,
                Guarantee.AT_MOST_ONCE,
                "unknown",
                state,
                0,
                List.of(),
                Optional.empty(),
                0,
                0,
                List.of(),
                List.of(),
                errors);
        return new JobStatus(id, report, List.of());
    }

    /** A job whose end is not written down: it runs, though its last tasks may have ended. */
    static JobStatus working(String id, RemoteJob remote) {
        JobReport now = remote.job().report();
        JobReport running = new JobReport(
                now.job(),
                now.guarantee(),
                now.recovery(),
                JobState.RUNNING,
                now.seconds(),
                now.operators(),
                now.latency(),
                now.lost(),
                now.epochs(),
                now.recoveries(),
                now.warnings(),
                now.errors());
        return of(id, remote, running);
    }

    static JobStatus of(String id, RemoteJob remote, JobReport report) {
        Staff staff = remote.staff();
        Map<TaskId, Long> attempts = remote.attempts();
        List<JobStatus.Task> tasks = remote.job().tasks().stream()
                .map(task -> task(
                        id,
                        task,
                        attempts.getOrDefault(task.task(), 0L),
                        Optional.ofNullable(staff.places().get(task.task())),
                        report.state() == JobState.FINISHED))
                .toList();
        return new JobStatus(id, report, tasks);
    }

    private static JobStatus.Task task(
            String id, Job.TaskStatus task, long attempt, Optional<Location> place, boolean finished) {
        return new JobStatus.Task(
                task.task().toString(),
                attempt,
                place.map(location -> WorkerName.of(id, location)).orElse(""),
                finished ? JobStatus.State.FINISHED : state(task.condition(), attempt),
                task.recordsIn(),
                task.recordsOut(),
                task.watermark());
    }

    private static JobStatus.State state(Job.Condition condition, long attempt) {
        return switch (condition) {
            case RUNNING -> attempt == 0 ? JobStatus.State.STARTING : JobStatus.State.RUNNING;
            case FROZEN -> JobStatus.State.FROZEN;
            case LOST -> JobStatus.State.LOST;
            case FINISHED -> JobStatus.State.FINISHED;
        };
    }

    static List<ClusterStatus.Worker> workers(String id, RemoteJob remote, Fleet fleet) {
        return remote.staff().members().stream()
                .map(member -> {
                    String name = WorkerName.of(id, member.location());
                    return new ClusterStatus.Worker(
                            name,
                            member.pid(),
                            fleet.agentOf(name).orElse(""),
                            Optional.of(id),
                            state(member),
                            member.location().incarnation(),
                            member.door());
                })
                .toList();
    }

    private static ClusterStatus.WorkerState state(Staff.Member member) {
        if (member.pid() == 0) {
            return ClusterStatus.WorkerState.STARTING;
        }
        return member.connected() ? ClusterStatus.WorkerState.RUNNING : ClusterStatus.WorkerState.LOST;
    }
}
