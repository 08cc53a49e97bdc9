package dev.levada.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What other engines have in common: the applications that are written for them, a snapshot each second, and flags. */
abstract class PeerEngine extends EmbeddedEngine {
    static final long EPOCH_MILLIS = 1_000;

    @Override
    protected final Set<String> applications() {
        return Set.of("fd", "sd", "wc");
    }

    /** What of Java it has to see inside, as flags. */
    abstract List<String> opens();

    /** With the garbage collector that their own scripts choose, or that Java does. */
    @Override
    protected final List<String> flags() {
        List<String> flags = new ArrayList<>(opens());
        flags.addAll(List.of("-XX:+UseG1GC", "-Xmx3g"));
        return flags;
    }

    /** Of an application that is none of the {@link #applications}. */
    final IllegalArgumentException unwritten(String application) {
        return new IllegalArgumentException("%s is not written for %s; there are %s"
                .formatted(application, label(), String.join(", ", new TreeSet<>(applications()))));
    }
}
