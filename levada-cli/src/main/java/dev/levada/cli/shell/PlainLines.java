package dev.levada.cli.shell;

import dev.levada.cli.terminal.Terminal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lines from a file or a pipe: no prompt, no editing. */
final class PlainLines implements LineSource {
    private final BufferedReader in;
    private final PrintStream out;
    private final List<String> read = new ArrayList<>();

    PlainLines(Terminal terminal) {
        this.in = new BufferedReader(new InputStreamReader(terminal.in(), StandardCharsets.UTF_8));
        this.out = terminal.out();
    }

    @Override
    public Optional<String> next(String prompt) {
        try {
            Optional<String> line = Optional.ofNullable(in.readLine());
            line.ifPresent(read::add);
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException("the shell's input cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public void print(String line) {
        out.println(line);
        out.flush();
    }

    @Override
    public List<String> history() {
        return List.copyOf(read);
    }

    @Override
    public boolean typed() {
        return false;
    }

    @Override
    public void close() {
        // The streams belong to the caller.
    }
}
