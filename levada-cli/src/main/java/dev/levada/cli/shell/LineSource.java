package dev.levada.cli.shell;

import java.util.List;
import java.util.Optional;

/** Where the lines of a shell come from, and where its answers go without getting into each other's way. */
interface LineSource extends AutoCloseable {

    /** The next line, or none at the end. Waits for it. */
    Optional<String> next(String prompt);

    /** Shows a line, also while another is being typed. Any thread may call. */
    void print(String line);

    /** What was typed so far, the oldest first. */
    List<String> history();

    /** Whether a person types, and sees the prompt. */
    boolean typed();

    @Override
    void close();
}
