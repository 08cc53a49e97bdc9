package dev.levada.cli;

import dev.levada.cli.terminal.Program;

/** Which Levada this is, and on what it runs. */
final class Version {

    private Version() {}

    static String line() {
        return "levada %s (Java %s, %s %s)"
                .formatted(
                        Program.version(),
                        System.getProperty("java.version"),
                        System.getProperty("os.name"),
                        System.getProperty("os.arch"));
    }
}
