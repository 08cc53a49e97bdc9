package dev.levada.cli.dspbench;

import dev.levada.cli.terminal.ExitCode;
import dev.levada.cli.terminal.Terminal;
import dev.levada.dspbench.Line;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** See its description. */
@Command(
        name = "input",
        customSynopsis = "levada dspbench input APP [OPTIONS]",
        descriptionHeading = "%n",
        description = "Print the made-up input of an application; of all its sources, one after the other.",
        parameterListHeading = "%n",
        footerHeading = "%nExample:%n",
        footer = "  levada dspbench input wc --records 1000 > lines.txt")
final class InputCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "APP", description = "Its two letters; 'levada dspbench list' shows them.")
    private String code = "";

    @Mixin
    private ApplicationInput input = new ApplicationInput();

    InputCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        for (Iterable<Line> feed : input.made(ApplicationInput.application(code))) {
            feed.forEach(line -> terminal.out().println(line.text()));
        }
        return ExitCode.DONE.code();
    }
}
