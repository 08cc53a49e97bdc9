package dev.levada.cli.terminal;

/** A command cannot do what it was asked to. Its message is for the user: what; why; what to do. */
public final class CommandException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;

    private CommandException(ExitCode exitCode, String message, Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    private CommandException(ExitCode exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    public static CommandException badInput(String message) {
        return new CommandException(ExitCode.BAD_INPUT, message);
    }

    public static CommandException badInput(String message, Throwable cause) {
        return new CommandException(ExitCode.BAD_INPUT, message, cause);
    }

    /** What was asked for is right, and went wrong. */
    public static CommandException failed(String message, Throwable cause) {
        return new CommandException(ExitCode.FAILED, message, cause);
    }

    public static CommandException notGuaranteed(String message) {
        return new CommandException(ExitCode.NOT_GUARANTEED, message);
    }

    public static CommandException noCluster(String message) {
        return new CommandException(ExitCode.NO_CLUSTER, message);
    }

    public ExitCode exitCode() {
        return exitCode;
    }
}
