package dev.levada.node.master;

import dev.levada.api.graph.Definition;
import dev.levada.api.graph.Operator;
import dev.levada.core.element.EventTime;
import dev.levada.core.plan.JobPlan;
import dev.levada.core.plan.TaskId;
import dev.levada.io.time.SystemTime;
import dev.levada.node.job.Job;
import dev.levada.node.job.JobReport;
import dev.levada.node.job.JobState;
import dev.levada.node.worker.Latencies;
import dev.levada.node.worker.TaskFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Sums up what the tasks of a job have done. May be asked from any thread. */
final class Reporter {
    private final JobPlan plan;
    private final Hands hands;
    private final Recoveries recoveries;
    private final LongSupplier epochs;
    private final long startNanos = SystemTime.nanos();
    private volatile long endNanos;

    Reporter(JobPlan plan, Hands hands, Recoveries recoveries, LongSupplier epochs) {
        this.plan = plan;
        this.hands = hands;
        this.recoveries = recoveries;
        this.epochs = epochs;
    }

    JobReport report(JobState state, @Nullable Throwable failure) {
        List<TaskFigures> all = hands.figures();
        recoveries.observe(all);
        List<JobReport.OperatorReport> operators = new ArrayList<>();
        List<byte[]> atSinks = new ArrayList<>();
        for (JobPlan.Chain chain : plan.chains()) {
            List<TaskFigures> figures = of(chain, all);
            List<byte[]> latencies =
                    figures.stream().map(TaskFigures::latencies).toList();
            if (chain.operators().stream().anyMatch(each -> each.definition() instanceof Definition.Write)) {
                atSinks.addAll(latencies);
            }
            Optional<JobReport.Latency> latency = Latencies.summary(latencies);
            for (int place = 0; place < chain.operators().size(); place++) {
                operators.add(operator(chain, place, figures, latency));
            }
        }
        return new JobReport(
                plan.job(),
                plan.guarantee(),
                plan.recovery(),
                state,
                seconds(state),
                operators,
                Latencies.summary(atSinks),
                all.stream().mapToLong(TaskFigures::lost).sum(),
                epochs.getAsLong(),
                recoveries.all(),
                recoveries.warnings(),
                errors(failure));
    }

    private static List<TaskFigures> of(JobPlan.Chain chain, List<TaskFigures> all) {
        return all.stream()
                .filter(each -> each.task().chain().equals(chain.name()))
                .toList();
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

    private static JobReport.OperatorReport operator(
            JobPlan.Chain chain, int place, List<TaskFigures> figures, Optional<JobReport.Latency> latency) {
        Operator operator = chain.operators().get(place);
        TaskFigures.Counts counts = sum(figures, place);
        return new JobReport.OperatorReport(
                operator.name(),
                role(operator.definition()),
                chain.parallelism(),
                counts.in(),
                counts.out(),
                counts.errors(),
                counts.dropped(),
                counts.late(),
                latency);
    }

    private static TaskFigures.Counts sum(List<TaskFigures> figures, int place) {
        return figures.stream()
                .filter(each -> place < each.operators().size())
                .map(each -> each.operators().get(place))
                .reduce(TaskFigures.Counts.NOTHING, TaskFigures.Counts::plus);
    }

    private static JobReport.Role role(Definition definition) {
        if (definition instanceof Definition.Read) {
            return JobReport.Role.SOURCE;
        }
        return definition instanceof Definition.Write ? JobReport.Role.SINK : JobReport.Role.TRANSFORM;
    }

    List<Job.TaskStatus> tasks() {
        List<TaskFigures> all = hands.figures();
        return plan.chains().stream()
                .flatMap(chain -> IntStream.range(0, chain.parallelism()).mapToObj(chain::task))
                .map(task -> status(task, all))
                .toList();
    }

    private Job.TaskStatus status(TaskId task, List<TaskFigures> all) {
        List<TaskFigures> own =
                all.stream().filter(each -> each.task().equals(task)).toList();
        int last = plan.chain(task.chain()).operators().size() - 1;
        Job.Condition condition =
                own.isEmpty() ? Job.Condition.RUNNING : own.get(own.size() - 1).condition();
        return new Job.TaskStatus(
                task,
                condition,
                sum(own, 0).in(),
                sum(own, last).out(),
                own.isEmpty() ? EventTime.NONE : own.get(own.size() - 1).watermark());
    }
}
