package dev.levada.cli;

import dev.levada.cli.terminal.ExitCode;
import dev.levada.cli.terminal.Terminal;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;

/** See its description. */
@Command(
        name = "completion",
        customSynopsis = "levada completion",
        descriptionHeading = "%n",
        description = "Print a script that completes commands and options in bash and zsh.",
        parameterListHeading = "%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  source <(levada completion)                                for this shell",
            "  levada completion > /etc/bash_completion.d/levada          for every bash"
        })
final class CompletionCommand implements Callable<Integer> {
    private final Terminal terminal;

    CompletionCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        terminal.out()
                .println(AutoComplete.bash("levada", Commands.commandLine(terminal, List.of(CommandWord.values()))));
        return ExitCode.DONE.code();
    }
}
