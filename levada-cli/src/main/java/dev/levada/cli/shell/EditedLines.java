package dev.levada.cli.shell;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jline.reader.Completer;
import org.jline.reader.EndOfFileException;
import org.jline.reader.History;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** Lines typed at a terminal, with editing, history and completion. Ctrl-C gives up a line, Ctrl-D ends. */
final class EditedLines implements LineSource {
    private final Terminal terminal;
    private final LineReader reader;

    /** @param historyFile where the history outlives the shell, if it shall */
    EditedLines(Completer completer, Optional<Path> historyFile) {
        try {
            this.terminal = TerminalBuilder.builder().name("levada").build();
        } catch (IOException e) {
            throw new UncheckedIOException("the terminal cannot be used: " + e.getMessage(), e);
        }
        LineReaderBuilder builder = LineReaderBuilder.builder()
                .terminal(terminal)
                .appName("levada")
                .completer(completer)
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true);
        historyFile.filter(EditedLines::writable).ifPresent(file -> builder.variable(LineReader.HISTORY_FILE, file));
        this.reader = builder.build();
    }

    private static boolean writable(Path file) {
        Path directory = file.toAbsolutePath().resolveSibling(".").normalize();
        return Files.exists(file) ? Files.isWritable(file) : Files.isWritable(directory);
    }

    @Override
    public Optional<String> next(String prompt) {
        while (true) {
            try {
                return Optional.of(reader.readLine(prompt));
            } catch (UserInterruptException e) {
                // The line is given up; the next one is asked for.
            } catch (EndOfFileException e) {
                return Optional.empty();
            }
        }
    }

    @Override
    public void print(String line) {
        reader.printAbove(line);
    }

    @Override
    public List<String> history() {
        List<String> lines = new ArrayList<>();
        for (History.Entry entry : reader.getHistory()) {
            lines.add(entry.line());
        }
        return lines;
    }

    @Override
    public boolean typed() {
        return true;
    }

    @Override
    public void close() {
        try {
            reader.getHistory().save();
            terminal.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the history cannot be saved: " + e.getMessage(), e);
        }
    }
}
