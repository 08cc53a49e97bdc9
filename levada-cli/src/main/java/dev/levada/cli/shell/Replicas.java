package dev.levada.cli.shell;

import dev.levada.api.graph.Definition;
import dev.levada.core.plan.JobPlan;
import dev.levada.core.plan.TaskId;
import dev.levada.node.cluster.JobStatus;
import dev.levada.node.job.JobReport;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The operators of a job that can be commanded, and how many replicas each has. Of a configuration these are its
 * operators: its readers, and what operators keep behind a point in their name, have marks in their names that no
 * operator has. Writers are nobody's replicas.
 */
record Replicas(Map<String, Integer> counts) {
    private static final Pattern MARKS = Pattern.compile("[.<>]");

    /** Those of a job that is planned. */
    static Replicas of(JobPlan plan) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        plan.chains().stream()
                .filter(chain -> !(chain.head().definition() instanceof Definition.Write))
                .forEach(chain -> counts.put(chain.name(), chain.parallelism()));
        return commanded(counts);
    }

    /** Those of a job as it is just now; none while it is being started. */
    static Replicas of(JobStatus job) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        job.tasks().forEach(task -> counts.merge(TaskId.parse(task.alias()).chain(), 1, Integer::sum));
        job.report().operators().stream()
                .filter(each -> each.role() == JobReport.Role.SINK)
                .map(JobReport.OperatorReport::operator)
                .forEach(counts::remove);
        return commanded(counts);
    }

    private static Replicas commanded(Map<String, Integer> counts) {
        counts.keySet().removeIf(name -> MARKS.matcher(name).find());
        return new Replicas(counts);
    }

    Collection<String> operators() {
        return counts.keySet();
    }

    /** The numbers of an operator's replicas; none if there is no such operator. */
    List<String> of(String operator) {
        return counts.entrySet().stream()
                .filter(each -> each.getKey().equalsIgnoreCase(operator))
                .flatMap(each -> IntStream.range(0, each.getValue()).mapToObj(Integer::toString))
                .toList();
    }
}
