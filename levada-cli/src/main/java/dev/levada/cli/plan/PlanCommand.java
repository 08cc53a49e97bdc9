package dev.levada.cli.plan;

import dev.levada.cli.pipeline.LoadedPipeline;
import dev.levada.cli.pipeline.PipelineArguments;
import dev.levada.cli.pipeline.Pipelines;
import dev.levada.cli.terminal.ExitCode;
import dev.levada.cli.terminal.JsonFile;
import dev.levada.cli.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** See its description. */
@Command(
        name = "plan",
        customSynopsis = "levada plan PIPELINE [OPTIONS]",
        descriptionHeading = "%n",
        description =
                "Show what a pipeline would become: chains of operators, their tasks, and how records are spread.",
        parameterListHeading = "%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  levada plan wordcount --input book.txt",
            "  levada plan wordcount --input book.txt --output counts.txt --guarantee exactly-once --explain",
            "  levada plan pipeline.yaml --explain",
            "  levada plan dadstorm.conf --loopback --format dot | dot -Tsvg > plan.svg"
        })
public final class PlanCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private PipelineArguments arguments = new PipelineArguments();

    @Option(names = "--format", paramLabel = "FORMAT", description = "${COMPLETION-CANDIDATES}; text if not given.")
    private PlanFormat format = PlanFormat.text;

    @Option(names = "--explain", description = "Add what is guaranteed between operators and at each sink, and why.")
    private boolean explain;

    public PlanCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (LoadedPipeline pipeline = Pipelines.load(arguments)) {
            pipeline.warnings().forEach(terminal.err()::println);
            terminal.out().println(shown(Planned.of(pipeline, arguments, terminal)));
            return ExitCode.DONE.code();
        }
    }

    private String shown(Planned planned) {
        return switch (format) {
            case text -> PlanText.of(planned, explain);
            case json -> JsonFile.text(PlanContent.of(planned, explain));
            case dot -> PlanDot.of(planned, explain);
        };
    }
}
