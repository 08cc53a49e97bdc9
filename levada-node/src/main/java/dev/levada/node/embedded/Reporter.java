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
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Sums up what the tasks of a job have published. May be asked from any thread. */
final class Reporter {
    private final JobPlan plan;
    private final Recovery recovery;
    private final Map<TaskId, Slot> tasks;
    private final Map<TaskId, LatencyRecorder> latencies;
    private final Recoveries recoveries;
    private final LongSupplier epochs;
    private final long startNanos = SystemTime.nanos();
    private volatile long endNanos;

    Reporter(
            JobPlan plan,
            Recovery recovery,
            Map<TaskId, Slot> tasks,
            Map<TaskId, LatencyRecorder> latencies,
            Recoveries recoveries,
            LongSupplier epochs) {
        this.plan = plan;
        this.recovery = recovery;
        this.tasks = tasks;
        this.latencies = latencies;
        this.recoveries = recoveries;
        this.epochs = epochs;
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
                tasks.values().stream().mapToLong(Slot::lostRecords).sum(),
                epochs.getAsLong(),
                recoveries.all(),
                recoveries.warnings(),
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
        List<OperatorCounters> counters = slotsOf(chain).stream()
                .flatMap(slot -> slot.counters(place).stream())
                .toList();
        return new JobReport.OperatorReport(
                operator.name(),
                role(operator.definition()),
                chain.parallelism(),
                counters.stream().mapToLong(OperatorCounters::recordsIn).sum(),
                counters.stream().mapToLong(OperatorCounters::recordsOut).sum(),
                counters.stream().mapToLong(OperatorCounters::errors).sum(),
                counters.stream().mapToLong(OperatorCounters::dropped).sum(),
                latency);
    }

    private static JobReport.Role role(Definition definition) {
        if (definition instanceof Definition.Read) {
            return JobReport.Role.SOURCE;
        }
        return definition instanceof Definition.Write ? JobReport.Role.SINK : JobReport.Role.TRANSFORM;
    }

    List<Job.TaskStatus> tasks() {
        return tasks.values().stream().map(this::status).toList();
    }

    private Job.TaskStatus status(Slot slot) {
        int last = plan.chain(slot.id().chain()).operators().size() - 1;
        return new Job.TaskStatus(
                slot.id(),
                condition(slot),
                slot.counters(0).stream().mapToLong(OperatorCounters::recordsIn).sum(),
                slot.counters(last).stream()
                        .mapToLong(OperatorCounters::recordsOut)
                        .sum());
    }

    private static Job.Condition condition(Slot slot) {
        Task task = slot.task();
        if (task == null) {
            return Job.Condition.RUNNING;
        }
        if (slot.isDown() || task.state() == TaskState.LOST) {
            return Job.Condition.LOST;
        }
        if (task.state() == TaskState.FINISHED) {
            return Job.Condition.FINISHED;
        }
        return task.isFrozen() ? Job.Condition.FROZEN : Job.Condition.RUNNING;
    }

    private List<Slot> slotsOf(JobPlan.Chain chain) {
        return IntStream.range(0, chain.parallelism())
                .mapToObj(index -> tasks.get(chain.task(index)))
                .toList();
    }

    private List<LatencyRecorder> recorders(JobPlan.Chain chain) {
        return slotsOf(chain).stream().map(slot -> latencies.get(slot.id())).toList();
    }
}
