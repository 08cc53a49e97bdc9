package dev.levada.cli.pipeline;

import dev.levada.api.operator.ErrorPolicy;
import dev.levada.cli.terminal.CommandException;
import dev.levada.dadstorm.DadstormOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What can be set for a DADSTORM configuration, and for nothing else. */
public final class DadstormArguments {
    private static final String RETRY = "retry:";

    @Option(names = "--script", paramLabel = "FILE", description = "Commands kept apart from the configuration.")
    private @Nullable Path script;

    @Option(names = "--loopback", description = "Take every replica address to be this machine.")
    private boolean loopback;

    @Option(
            names = "--time-scale",
            paramLabel = "X",
            description = "Divide Wait and Interval by X: 10 runs ten times as fast.")
    private double timeScale = 1;

    @Option(
            names = "--lib",
            paramLabel = "NAME=PATH",
            description = "The jar or class directory behind a library name of CUSTOM. May be repeated.")
    private Map<String, Path> libraries = new LinkedHashMap<>();

    @Option(names = "--start-all", description = "Start the operators that no command starts.")
    private boolean startAll;

    @Option(names = "--no-faults", description = "Skip Crash, Freeze and Unfreeze.")
    private boolean noFaults;

    @Option(names = "--no-restart", description = "At most once, a crashed replica stays away.")
    private boolean noRestart;

    @Option(
            names = "--on-custom-error",
            paramLabel = "stop|drop|retry:N",
            description = "What to do when a CUSTOM method throws: stop the job (the default), drop the tuple, or try"
                    + " N more times and then stop.")
    private @Nullable String onCustomError;

    private boolean anywhere;

    /** As picocli makes it. */
    public DadstormArguments() {}

    /** It is somebody else's business where replicas run. */
    void anywhere() {
        anywhere = true;
    }

    /** Whether the addresses say where replicas run. */
    boolean addressed() {
        return !loopback;
    }

    /** The options that were given, as they are typed. */
    List<String> given() {
        List<String> given = new ArrayList<>();
        add(given, script != null, "--script");
        add(given, loopback, "--loopback");
        add(given, timeScale != 1, "--time-scale");
        add(given, !libraries.isEmpty(), "--lib");
        add(given, startAll, "--start-all");
        add(given, noFaults, "--no-faults");
        add(given, noRestart, "--no-restart");
        add(given, onCustomError != null, "--on-custom-error");
        return given;
    }

    private static void add(List<String> given, boolean isGiven, String name) {
        if (isGiven) {
            given.add(name);
        }
    }

    Optional<Path> script() {
        return Optional.ofNullable(script);
    }

    DadstormOptions options() {
        if (!(timeScale > 0 && timeScale < Double.POSITIVE_INFINITY)) {
            throw CommandException.badInput(
                    "--time-scale %s: a number greater than 0 was expected, such as 10".formatted(timeScale));
        }
        return new DadstormOptions(
                loopback || anywhere, timeScale, libraries, startAll, !noFaults, !noRestart, customErrors());
    }

    private ErrorPolicy customErrors() {
        if (onCustomError == null || onCustomError.equals("stop")) {
            return ErrorPolicy.fail();
        }
        if (onCustomError.equals("drop")) {
            return ErrorPolicy.skip();
        }
        try {
            if (onCustomError.startsWith(RETRY)) {
                return ErrorPolicy.retry(Integer.parseInt(onCustomError.substring(RETRY.length())));
            }
        } catch (IllegalArgumentException e) {
            throw CommandException.badInput(
                    "--on-custom-error %s: retry: takes a whole number from 1 to 999".formatted(onCustomError), e);
        }
        throw CommandException.badInput(
                "--on-custom-error %s: stop, drop or retry:N was expected, such as retry:3".formatted(onCustomError));
    }
}
