package dev.levada.cli.terminal;

import picocli.CommandLine.Option;

/** Options that every command has. */
public final class CommonOptions {
    /** Where it stands on the command line does not matter: whoever reports an error looks for it before parsing. */
    public static final String STACKTRACE = "--stacktrace";

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    @Option(names = STACKTRACE, description = "Show where an error comes from; LEVADA_DEBUG=1 does the same.")
    private boolean stacktrace;

    /** As picocli makes it. */
    public CommonOptions() {}

    /** Whether errors are to be shown with all their causes. */
    public boolean stacktrace() {
        return stacktrace;
    }

    /** Whether only the help is wanted. */
    public boolean help() {
        return help;
    }
}
