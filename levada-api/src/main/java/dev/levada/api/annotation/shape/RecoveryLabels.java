package dev.levada.api.annotation.shape;

import dev.levada.api.recovery.Recovery;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The kinds of recovery that a stage can name. */
public final class RecoveryLabels {
    private static final List<Recovery> AVAILABLE = List.of(Recovery.Standard.values());

    private RecoveryLabels() {}

    /** The recovery of this label, empty if there is none. */
    public static Optional<Recovery> find(String label) {
        return AVAILABLE.stream()
                .filter(recovery -> recovery.label().equals(label))
                .findFirst();
    }

    /** All labels, for people. */
    static String all() {
        return AVAILABLE.stream().map(Recovery::label).collect(Collectors.joining(", "));
    }
}
