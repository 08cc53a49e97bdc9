package dev.levada.cli.terminal;

/** What the command tells the shell that called it. Scripts rely on the numbers. */
public enum ExitCode {
    DONE(0, "done"),
    FAILED(1, "the job failed"),
    BAD_INPUT(2, "bad input: an option, a pipeline or a file"),
    NOT_GUARANTEED(3, "the guarantee asked for cannot be given"),
    NO_CLUSTER(4, "no cluster"),
    INTERRUPTED(130, "interrupted with Ctrl-C");

    private final int code;
    private final String meaning;

    ExitCode(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    public int code() {
        return code;
    }

    /** In a few words, for people. */
    public String meaning() {
        return meaning;
    }
}
