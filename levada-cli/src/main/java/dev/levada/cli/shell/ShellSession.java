package dev.levada.cli.shell;

import dev.levada.cli.terminal.ExitCode;
import dev.levada.dadstorm.Console;
import dev.levada.node.job.JobState;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A conversation with a running job, line by line. Confined to one thread. */
final class ShellSession {
    private final Console console;
    private final LineSource lines;
    private final boolean stepping;

    ShellSession(Console console, LineSource lines, boolean stepping) {
        this.console = console;
        this.lines = lines;
        this.stepping = stepping;
    }

    /** Talks until the user leaves or the input ends. */
    ExitCode run() {
        if (!stepping) {
            console.runScript();
        }
        if (lines.typed()) {
            lines.print("'help' lists the commands, 'finish' waits for the end, 'exit' cancels the job");
        }
        while (true) {
            Optional<String> line = lines.next(prompt());
            if (line.isEmpty()) {
                return lines.typed() ? cancel() : finish();
            }
            String word = line.get().strip().split("\\s+", 2)[0].toLowerCase(Locale.ROOT);
            switch (word) {
                case "exit", "quit" -> {
                    return cancel();
                }
                case "finish" -> {
                    return finish();
                }
                default -> obey(word, line.get());
            }
        }
    }

    private String prompt() {
        int left = console.remaining().size();
        return stepping && left > 0 ? "levada (%d to go, Enter for the next)> ".formatted(left) : "levada> ";
    }

    private void obey(String word, String line) {
        switch (word) {
            case "" -> enter();
            case "run" -> console.runScript();
            case "help", "?" -> Vocabulary.help().forEach(lines::print);
            case "history" -> history();
            default -> console.execute(line).forEach(problem -> lines.print(problem.toString()));
        }
    }

    private void enter() {
        if (stepping && !console.step()) {
            lines.print("the script is done; 'finish' waits for the end of the job");
        }
    }

    private void history() {
        List<String> all = lines.history();
        for (int i = 0; i < all.size(); i++) {
            lines.print("%4d  %s".formatted(i + 1, all.get(i)));
        }
    }

    private ExitCode finish() {
        console.runScript();
        return console.finish().state() == JobState.CANCELLED ? ExitCode.INTERRUPTED : ExitCode.DONE;
    }

    /** Leaves at once. What a job that is over has to say about its failure is still said. */
    private ExitCode cancel() {
        console.job().cancel();
        console.job().join();
        return ExitCode.DONE;
    }
}
