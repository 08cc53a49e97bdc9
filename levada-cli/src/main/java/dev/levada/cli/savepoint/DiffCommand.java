package dev.levada.cli.savepoint;

import dev.levada.api.connector.BadInputException;
import dev.levada.cli.pipeline.LoadedPipeline;
import dev.levada.cli.pipeline.PipelineArguments;
import dev.levada.cli.pipeline.Pipelines;
import dev.levada.cli.terminal.ExitCode;
import dev.levada.cli.terminal.Terminal;
import dev.levada.node.savepoint.Difference;
import dev.levada.node.savepoint.Savepoint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** See its description. */
@Command(
        name = "diff",
        customSynopsis = "levada savepoint diff SAVEPOINT PIPELINE [OPTIONS]",
        descriptionHeading = "%n",
        description = "Say what becomes of each state in a savepoint if a pipeline starts from it: keep, drop, new or"
                + " incompatible. Exits with 1 if something is incompatible.",
        parameterListHeading = "%n",
        footerHeading = "%nExample:%n",
        footer = "  levada savepoint diff monday wordcount --input book.txt")
final class DiffCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "SAVEPOINT", description = "The directory of the savepoint.")
    private Path savepoint = Path.of("");

    @Mixin
    private PipelineArguments arguments = new PipelineArguments();

    DiffCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (Savepoint opened = Savepoint.open(savepoint);
                LoadedPipeline pipeline = Pipelines.load(arguments)) {
            List<Difference.Line> lines = Difference.of(
                    opened, pipeline.topology().graph(), Thread.currentThread().getContextClassLoader());
            lines.forEach(line -> terminal.out().println(text(line)));
            if (lines.isEmpty()) {
                terminal.out().println("neither has state by key; positions of sources go on");
            }
            boolean incompatible = lines.stream().anyMatch(line -> line.fate() == Difference.Fate.INCOMPATIBLE);
            return (incompatible ? ExitCode.FAILED : ExitCode.DONE).code();
        } catch (IOException e) {
            throw new BadInputException("savepoint '%s' cannot be read: %s".formatted(savepoint, e.getMessage()), e);
        }
    }

    private static String text(Difference.Line line) {
        String fate = line.fate().name().toLowerCase(Locale.ROOT);
        String reason = line.reason().isEmpty() ? "" : ": " + line.reason();
        return "%-12s %s/%s%s".formatted(fate, line.operator(), line.state(), reason);
    }
}
