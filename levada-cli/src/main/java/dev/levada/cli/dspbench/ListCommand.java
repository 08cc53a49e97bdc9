package dev.levada.cli.dspbench;

import dev.levada.cli.terminal.ExitCode;
import dev.levada.cli.terminal.Table;
import dev.levada.cli.terminal.Terminal;
import dev.levada.dspbench.Applications;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** See its description. */
@Command(
        name = "list",
        customSynopsis = "levada dspbench list",
        descriptionHeading = "%n",
        description = "List the applications: what each is called, how many records a full run has, and what it does.")
final class ListCommand implements Callable<Integer> {
    private final Terminal terminal;

    ListCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Table table = new Table("app", "name", "records", "what it does");
        Applications.all()
                .forEach(each -> table.row(
                        each.about().code(),
                        each.about().title(),
                        "%,d".formatted(each.about().records()),
                        each.description()));
        table.lines().forEach(terminal.out()::println);
        return ExitCode.DONE.code();
    }
}
