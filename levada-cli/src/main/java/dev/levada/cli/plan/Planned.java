package dev.levada.cli.plan;

import dev.levada.api.graph.Definition;
import dev.levada.api.graph.Operator;
import dev.levada.cli.output.Output;
import dev.levada.cli.pipeline.LoadedPipeline;
import dev.levada.cli.pipeline.PipelineArguments;
import dev.levada.cli.terminal.Terminal;
import dev.levada.cluster.planner.EndToEnd;
import dev.levada.core.plan.JobPlan;
import java.util.List;

/**
 * A plan, and what it guarantees.
 *
 * @param verdicts for each sink
 */
record Planned(JobPlan plan, List<EndToEnd.Verdict> verdicts) {

    /** Plans a pipeline as {@code run} would with the same arguments. */
    static Planned of(LoadedPipeline pipeline, PipelineArguments arguments, Terminal terminal) {
        var settings = arguments.settings(pipeline);
        Output.attach(pipeline, arguments.output(), arguments.guarantee(pipeline), terminal.out());
        JobPlan plan = settings.plan(pipeline.topology());
        return new Planned(plan, EndToEnd.of(pipeline.topology().graph(), plan.guarantee()));
    }

    int tasks() {
        return plan.chains().stream().mapToInt(JobPlan.Chain::parallelism).sum();
    }

    int operators() {
        return plan.chains().stream()
                .mapToInt(chain -> chain.operators().size())
                .sum();
    }

    /** All of it in a few words. */
    String summary() {
        return "%s: %s in %s, %s, %s"
                .formatted(
                        plan.job(),
                        counted(operators(), "operator"),
                        counted(plan.chains().size(), "chain"),
                        counted(tasks(), "task"),
                        plan.guarantee().label());
    }

    static String counted(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    /** What an operator does with the world outside, or "" if nothing. */
    static String outside(Operator operator) {
        if (operator.definition() instanceof Definition.Read read) {
            return "reads " + read.source().describe();
        }
        if (operator.definition() instanceof Definition.Write write) {
            return "writes " + write.sink().describe();
        }
        return "";
    }
}
