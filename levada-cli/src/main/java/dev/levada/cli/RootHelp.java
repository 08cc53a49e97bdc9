package dev.levada.cli;

import dev.levada.cli.terminal.ExitCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a newcomer reads first. */
final class RootHelp {

    private RootHelp() {}

    static List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("Usage: levada COMMAND [OPTIONS]");
        lines.add("");
        lines.add("Levada runs streams of records through operators, and lets you choose what survives a failure.");
        for (CommandWord.Group group : CommandWord.Group.values()) {
            lines.add("");
            lines.add(group.heading() + ":");
            Arrays.stream(CommandWord.values())
                    .filter(command -> command.group() == group)
                    .forEach(command -> lines.add("  %-12s %s".formatted(command.word(), command.purpose())));
        }
        lines.addAll(List.of(
                "",
                "Options:",
                "  -h, --help   this; 'levada COMMAND --help' tells more about a command",
                "  -V, --version",
                "  --stacktrace with any command: show where an error comes from; LEVADA_DEBUG=1 does the same",
                "",
                "Examples:",
                "  levada run wordcount --input LICENSE                    count words, print one line a word",
                "  levada plan wordcount --input LICENSE --explain         see the tasks, and what is guaranteed",
                "  levada run pipeline.conf --loopback --output results/   run a DADSTORM configuration",
                "",
                "Exit codes:"));
        Arrays.stream(ExitCode.values()).forEach(code -> lines.add("  %3d  %s".formatted(code.code(), code.meaning())));
        lines.addAll(
                List.of(
                        "",
                        "Next: 'levada run --list' shows the bundled examples, README.md how to write a pipeline of your own."));
        return lines;
    }
}
