package dev.levada.cli;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Commands that are promised, and not in this version. */
final class Absent {
    private static final Set<String> OTHERS = Set.of("dspbench");

    private Absent() {}

    /** Why a command is not there; null if it was never to be. */
    static @Nullable String reason(String word) {
        return OTHERS.contains(word)
                ? "'%s' is not in this version; 'levada --help' lists the commands there are".formatted(word)
                : null;
    }
}
