package dev.levada.cli;

import dev.levada.cli.terminal.ExitCode;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Commands that are promised, and not in this version. */
final class Absent {
    private static final Set<String> OF_A_CLUSTER = Set.of("coordinator", "agent");
    private static final Set<String> OTHERS = Set.of("dspbench", "replicate", "faults", "replay");

    private Absent() {}

    /** Why a command is not there; null if it was never to be. */
    static @Nullable String reason(String word) {
        if (OF_A_CLUSTER.contains(word)) {
            return "'%s' needs a standing cluster, which is not in this version; 'levada run' runs a pipeline in one process, 'levada shell' commands it"
                    .formatted(word);
        }
        return OTHERS.contains(word)
                ? "'%s' is not in this version; 'levada --help' lists the commands there are".formatted(word)
                : null;
    }

    static ExitCode exitCode(String word) {
        return OF_A_CLUSTER.contains(word) ? ExitCode.NO_CLUSTER : ExitCode.BAD_INPUT;
    }
}
