package dev.levada.dadstorm;

import dev.levada.api.operator.ErrorPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * What a run may want otherwise than its configuration says.
 *
 * @param loopback whether every replica address is taken to be this machine
 * @param timeScale what the times of Wait and Interval are divided by, above 0
 * @param libraries the jar, class directory or Java source behind a library name, by the name as typed or without its
 *     directory and extension
 * @param startAll whether operators that no command started are started once the script is done
 * @param faults whether Crash, Freeze and Unfreeze are carried out
 * @param restart whether a crashed replica comes back, where the guarantee has a protocol that can bring it back
 * @param customErrors what happens when a CUSTOM method throws; there is no place for dead letters
 */
public record DadstormOptions(
        boolean loopback,
        double timeScale,
        Map<String, Path> libraries,
        boolean startAll,
        boolean faults,
        boolean restart,
        ErrorPolicy customErrors) {

    public DadstormOptions {
        if (!(timeScale > 0) || Double.isInfinite(timeScale)) {
            throw new IllegalArgumentException("the time scale must be a number above 0, was " + timeScale);
        }
        if (customErrors.action() == ErrorPolicy.Action.DEAD_LETTER) {
            throw new IllegalArgumentException("a DADSTORM job has no dead letters; let CUSTOM errors fail or skip");
        }
        libraries = Map.copyOf(libraries);
    }

    /** As the configuration says: real addresses, times as written, faults carried out, CUSTOM errors end the job. */
    public static DadstormOptions defaults() {
        return new DadstormOptions(false, 1, Map.of(), false, true, true, ErrorPolicy.fail());
    }

    /** How long a time of Wait or Interval is. */
    Duration scaled(Duration pause) {
        return Duration.ofNanos((long) (pause.toNanos() / timeScale));
    }

    public DadstormOptions withLoopback(boolean everyAddressIsHere) {
        return new DadstormOptions(everyAddressIsHere, timeScale, libraries, startAll, faults, restart, customErrors);
    }

    public DadstormOptions withTimeScale(double divisor) {
        return new DadstormOptions(loopback, divisor, libraries, startAll, faults, restart, customErrors);
    }

    public DadstormOptions withLibraries(Map<String, Path> byName) {
        return new DadstormOptions(loopback, timeScale, byName, startAll, faults, restart, customErrors);
    }

    public DadstormOptions withStartAll(boolean startTheRest) {
        return new DadstormOptions(loopback, timeScale, libraries, startTheRest, faults, restart, customErrors);
    }

    public DadstormOptions withFaults(boolean carryOut) {
        return new DadstormOptions(loopback, timeScale, libraries, startAll, carryOut, restart, customErrors);
    }

    public DadstormOptions withRestart(boolean comeBack) {
        return new DadstormOptions(loopback, timeScale, libraries, startAll, faults, comeBack, customErrors);
    }

    public DadstormOptions withCustomErrors(ErrorPolicy policy) {
        return new DadstormOptions(loopback, timeScale, libraries, startAll, faults, restart, policy);
    }
}
