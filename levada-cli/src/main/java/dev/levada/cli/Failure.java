package dev.levada.cli;

import dev.levada.api.connector.BadInputException;
import dev.levada.cli.terminal.CommandException;
import dev.levada.cli.terminal.ExitCode;
import dev.levada.cluster.planner.GuaranteeException;
import dev.levada.cluster.planner.PlanException;
import dev.levada.dadstorm.DadstormException;
import dev.levada.node.cluster.RefusedException;
import dev.levada.node.cluster.UnknownNameException;
import dev.levada.node.job.JobFailedException;
import dev.levada.node.replay.ReplayFailedException;
import dev.levada.yaml.YamlException;
import java.io.PrintStream;
import java.util.stream.Stream;
import picocli.CommandLine;

/** Tells of an error in one line, and finds the exit code for it. */
final class Failure {
    /** Stands anywhere on the command line, as an error may come before the rest is understood. */
    static final String STACKTRACE = "--stacktrace";

    private final PrintStream err;
    private final boolean stacktrace;

    Failure(PrintStream err, boolean stacktrace) {
        this.err = err;
        this.stacktrace = stacktrace;
    }

    int tell(String message, ExitCode code) {
        err.println("levada: " + message);
        err.flush();
        return code.code();
    }

    int tell(Throwable error) {
        int code = tell(message(error), exitCode(error));
        if (stacktrace) {
            error.printStackTrace(err);
        }
        return code;
    }

    private static ExitCode exitCode(Throwable error) {
        if (error instanceof CommandException refused) {
            return refused.exitCode();
        }
        if (error instanceof GuaranteeException) {
            return ExitCode.NOT_GUARANTEED;
        }
        return isBadInput(error) ? ExitCode.BAD_INPUT : ExitCode.FAILED;
    }

    private static boolean isBadInput(Throwable error) {
        return error instanceof CommandLine.ParameterException
                || error instanceof DadstormException
                || error instanceof YamlException
                || error instanceof PlanException
                || error instanceof IllegalArgumentException
                || error instanceof UnknownNameException
                || causes(error).anyMatch(BadInputException.class::isInstance);
    }

    private String message(Throwable error) {
        if (error instanceof CommandLine.ParameterException usage) {
            return usage(usage);
        }
        if (error instanceof DadstormException broken) {
            broken.problems().forEach(err::println);
            return "the configuration has problems, named above; mend them and try again";
        }
        if (error instanceof YamlException broken) {
            broken.problems().forEach(err::println);
            return "the pipeline has problems, named above; mend them and try again";
        }
        String message = error.getMessage();
        if (message != null && isMeantForUsers(error)) {
            return message;
        }
        return "unexpected %s; add %s to see where it comes from".formatted(error, STACKTRACE);
    }

    private static boolean isMeantForUsers(Throwable error) {
        return isBadInput(error)
                || error instanceof CommandException
                || error instanceof GuaranteeException
                || error instanceof JobFailedException
                || error instanceof ReplayFailedException
                || error instanceof RefusedException;
    }

    private static String usage(CommandLine.ParameterException error) {
        String message = String.valueOf(error.getMessage()).replaceAll("\\s*\\R\\s*", " ");
        String meant = error instanceof CommandLine.UnmatchedArgumentException unmatched
                ? unmatched.getSuggestions().stream()
                        .findFirst()
                        .map("; did you mean '%s'?"::formatted)
                        .orElse("")
                : "";
        String command = error.getCommandLine().getCommandSpec().qualifiedName();
        return "%s%s; '%s --help' shows what it takes".formatted(message, meant, command);
    }

    private static Stream<Throwable> causes(Throwable error) {
        return Stream.iterate(error, cause -> cause != null, Throwable::getCause)
                .limit(20);
    }
}
