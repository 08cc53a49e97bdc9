package dev.levada.cli.shell;

import dev.levada.cli.terminal.ExitCode;
import java.util.Optional;

/** Who carries out what is typed. Called by one thread. */
interface PuppetMaster {

    /** The words that it knows, besides those of the language. */
    Vocabulary vocabulary();

    /** What can be commanded just now. */
    Replicas replicas();

    /** Called before the first line. */
    void begin();

    /** What a person should know before the first line. */
    String greeting();

    String prompt();

    /**
     * Carries out a line.
     *
     * @param word its first word in lower case; empty if the line is blank
     * @return an exit code if that was the last line
     */
    Optional<ExitCode> obey(String word, String line);

    /** There are no more lines. */
    ExitCode end();
}
