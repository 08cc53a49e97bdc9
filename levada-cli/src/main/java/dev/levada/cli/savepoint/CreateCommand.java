package dev.levada.cli.savepoint;

import dev.levada.cli.terminal.ExitCode;
import dev.levada.cli.terminal.Terminal;
import dev.levada.node.savepoint.Savepoint;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** See its description. */
@Command(
        name = "create",
        customSynopsis = "levada savepoint create --state-dir DIR --to DIR",
        descriptionHeading = "%n",
        description = "Copy the last complete checkpoint of a job that does not run now; Ctrl-C stops a running one.",
        footerHeading = "%nExample:%n",
        footer = "  levada savepoint create --state-dir state --to monday")
final class CreateCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(names = "--state-dir", required = true, paramLabel = "DIR", description = "The job's state directory.")
    private Path stateDirectory = Path.of("");

    @Option(names = "--to", required = true, paramLabel = "DIR", description = "Where to: empty, or not there yet.")
    private Path target = Path.of("");

    CreateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Savepoint.Manifest made = Savepoint.create(stateDirectory, target);
        terminal.out().println("savepoint of %s at epoch %d: %s".formatted(made.job(), made.epoch(), target));
        return ExitCode.DONE.code();
    }
}
