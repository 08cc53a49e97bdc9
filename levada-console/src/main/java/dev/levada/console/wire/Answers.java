package dev.levada.console.wire;

import java.util.List;

/** The bodies of answers that are more than a record of the cluster itself. */
public final class Answers {

    private Answers() {}

    /** @param result what came of a command: an id, a place, or a sentence */
    public record Result(String result) {}

    /** @param lines oldest first */
    public record Lines(List<String> lines) {
        public Lines {
            lines = List.copyOf(lines);
        }
    }
}
