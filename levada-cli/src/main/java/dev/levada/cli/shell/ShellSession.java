package dev.levada.cli.shell;

import dev.levada.cli.terminal.ExitCode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A conversation with a puppet master, line by line. Confined to one thread. */
final class ShellSession {
    private final PuppetMaster master;
    private final LineSource lines;

    ShellSession(PuppetMaster master, LineSource lines) {
        this.master = master;
        this.lines = lines;
    }

    /** Talks until the user leaves or the input ends. */
    ExitCode run() {
        master.begin();
        if (lines.typed()) {
            lines.print(master.greeting());
        }
        while (true) {
            Optional<String> line = lines.next(master.prompt());
            Optional<ExitCode> end = line.isEmpty() ? Optional.of(master.end()) : obey(line.get());
            if (end.isPresent()) {
                return end.get();
            }
        }
    }

    private Optional<ExitCode> obey(String line) {
        String word = line.strip().split("\\s+", 2)[0].toLowerCase(Locale.ROOT);
        switch (word) {
            case "help", "?" -> master.vocabulary().help().forEach(lines::print);
            case "history" -> history();
            default -> {
                return master.obey(word, line);
            }
        }
        return Optional.empty();
    }

    private void history() {
        List<String> all = lines.history();
        for (int i = 0; i < all.size(); i++) {
            lines.print("%4d  %s".formatted(i + 1, all.get(i)));
        }
    }
}
