package dev.levada.node.embedded;

import dev.levada.api.graph.Definition;
import dev.levada.api.graph.Operator;
import dev.levada.api.recovery.Recovery;
import dev.levada.core.plan.JobPlan;
import dev.levada.core.plan.TaskId;
import dev.levada.core.task.OperatorCounters;
import dev.levada.core.task.Task;
import dev.levada.core.task.TaskState;
import dev.levada.io.time.SystemTime;
import dev.levada.node.job.Job;
import dev.levada.node.job.JobReport;
import dev.levada.node.job.JobState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Sums up what the tasks of a job have published. May be asked from any thread. */
final class Reporter {
    private final JobPlan plan;
    private final Recovery recovery;
    private final Map<TaskId, EmbeddedJob.Hosted> tasks;
    private final Map<TaskId, LatencyRecorder> latencies;
    private final long startNanos = SystemTime.nanos();
    private volatile long endNanos;

    Reporter(
            JobPlan plan,
            Recovery recovery,
            Map<TaskId, EmbeddedJob.Hosted> tasks,
            Map<TaskId, LatencyRecorder> latencies) {
        this.plan = plan;
        this.recovery = recovery;
        this.tasks = tasks;
        this.latencies = latencies;
    }

    JobReport report(JobState state, @Nullable Throwable failure) {
        List<JobReport.OperatorReport> operators = new ArrayList<>();
        List<LatencyRecorder> atSinks = new ArrayList<>();
        for (JobPlan.Chain chain : plan.chains()) {
            List<LatencyRecorder> ofChain = recorders(chain);
            if (chain.operators().stream().anyMatch(each -> each.definition() instanceof Definition.Write)) {
                atSinks.addAll(ofChain);
            }
            Optional<JobReport.Latency> latency = LatencyRecorder.summary(ofChain);
            for (int place = 0; place < chain.operators().size(); place++) {
                operators.add(operator(chain, place, latency));
            }
        }
        return new JobReport(
                plan.job(),
                plan.guarantee(),
                recovery.label(),
                state,
                seconds(state),
                operators,
                LatencyRecorder.summary(atSinks),
                tasks.values().stream()
                        .mapToLong(hosted -> hosted.task().lostRecords())
                        .sum(),
                errors(failure));
    }

    private static List<String> errors(@Nullable Throwable failure) {
        if (failure == null) {
            return List.of();
        }
        return List.of(failure.getMessage() != null ? failure.getMessage() : failure.toString());
    }

    private double seconds(JobState state) {
        if (state.isFinal() && endNanos == 0) {
            endNanos = SystemTime.nanos();
        }
        return ((state.isFinal() ? endNanos : SystemTime.nanos()) - startNanos) / 1e9;
    }

    private JobReport.OperatorReport operator(JobPlan.Chain chain, int place, Optional<JobReport.Latency> latency) {
        Operator operator = chain.operators().get(place);
        List<OperatorCounters> counters =
                tasksOf(chain).stream().map(task -> task.counters().get(place)).toList();
        return new JobReport.OperatorReport(
                operator.name(),
                kind(operator.definition()),
                chain.parallelism(),
                counters.stream().mapToLong(OperatorCounters::recordsIn).sum(),
                counters.stream().mapToLong(OperatorCounters::recordsOut).sum(),
                counters.stream().mapToLong(OperatorCounters::errors).sum(),
                counters.stream().mapToLong(OperatorCounters::dropped).sum(),
                latency);
    }

    private static JobReport.Kind kind(Definition definition) {
        if (definition instanceof Definition.Read) {
            return JobReport.Kind.SOURCE;
        }
        return definition instanceof Definition.Write ? JobReport.Kind.SINK : JobReport.Kind.TRANSFORM;
    }

    List<Job.TaskStatus> tasks() {
        return tasks.values().stream()
                .map(EmbeddedJob.Hosted::task)
                .map(Reporter::status)
                .toList();
    }

    private static Job.TaskStatus status(Task task) {
        List<OperatorCounters> counters = task.counters();
        return new Job.TaskStatus(
                task.id(),
                condition(task),
                counters.get(0).recordsIn(),
                counters.get(counters.size() - 1).recordsOut());
    }

    private static Job.Condition condition(Task task) {
        if (task.state() == TaskState.LOST) {
            return Job.Condition.LOST;
        }
        if (task.state() == TaskState.FINISHED) {
            return Job.Condition.FINISHED;
        }
        return task.isFrozen() ? Job.Condition.FROZEN : Job.Condition.RUNNING;
    }

    private List<Task> tasksOf(JobPlan.Chain chain) {
        return IntStream.range(0, chain.parallelism())
                .mapToObj(index -> tasks.get(chain.task(index)))
                .map(EmbeddedJob.Hosted::task)
                .toList();
    }

    private List<LatencyRecorder> recorders(JobPlan.Chain chain) {
        return tasksOf(chain).stream().map(task -> latencies.get(task.id())).toList();
    }
}
