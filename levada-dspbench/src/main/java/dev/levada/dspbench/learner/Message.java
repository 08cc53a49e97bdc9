package dev.levada.dspbench.learner;

import dev.levada.dspbench.Line;
import java.util.List;

/** What the learner hears. */
sealed interface Message {

    /** A visitor comes, and some page has to be shown. */
    record Event(long round) implements Message {}

    /** What came of having shown a page so often. */
    record Reward(int action, int amount) implements Message {}

    /** Reads the name and the number of a round; nothing if the line has something else. */
    static List<Message> parse(Line line) {
        String[] fields = line.text().split(",", -1);
        try {
            return fields.length == 2 ? List.of(new Event(Long.parseLong(fields[1]))) : List.of();
        } catch (NumberFormatException e) {
            return List.of();
        }
    }
}
