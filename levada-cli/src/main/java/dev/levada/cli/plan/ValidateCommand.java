package dev.levada.cli.plan;

import dev.levada.cli.pipeline.LoadedPipeline;
import dev.levada.cli.pipeline.PipelineArguments;
import dev.levada.cli.pipeline.Pipelines;
import dev.levada.cli.terminal.ExitCode;
import dev.levada.cli.terminal.Terminal;
import dev.levada.dadstorm.DadstormException;
import dev.levada.yaml.YamlException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** See its description. */
@Command(
        name = "validate",
        customSynopsis = "levada validate PIPELINE [OPTIONS]",
        descriptionHeading = "%n",
        description = "Read and check a pipeline without running it; every problem on a line, as file:line:column.",
        parameterListHeading = "%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  levada validate pipeline.yaml",
            "  levada validate dadstorm.conf --loopback",
            "  levada validate dadstorm.conf --script commands.txt",
            "  levada validate wordcount --input book.txt --guarantee exactly-once"
        })
public final class ValidateCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private PipelineArguments arguments = new PipelineArguments();

    public ValidateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (LoadedPipeline pipeline = Pipelines.load(arguments)) {
            pipeline.warnings().forEach(terminal.out()::println);
            terminal.out()
                    .println("ok: " + Planned.of(pipeline, arguments, terminal).summary());
            return ExitCode.DONE.code();
        } catch (DadstormException e) {
            e.problems().forEach(terminal.out()::println);
            return ExitCode.BAD_INPUT.code();
        } catch (YamlException e) {
            e.problems().forEach(terminal.out()::println);
            return ExitCode.BAD_INPUT.code();
        }
    }
}
