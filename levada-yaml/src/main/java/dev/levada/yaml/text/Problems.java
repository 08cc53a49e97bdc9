package dev.levada.yaml.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The problems found so far in one file. */
public final class Problems {
    private static final int MAX = 100;
    private static final Comparator<Problem> IN_TEXT_ORDER = Comparator.comparingInt(
                    (Problem problem) -> problem.position().line())
            .thenComparingInt(problem -> problem.position().column());

    private final List<String> lines;
    private final List<Problem> all = new ArrayList<>();

    /** @param text of the file */
    public Problems(String text) {
        this.lines = text.lines().toList();
    }

    /** One more; of more than a hundred the later ones are left out. */
    public void add(Position position, Code code, String message) {
        if (all.size() < MAX) {
            int line = position.line() - 1;
            all.add(new Problem(position, code, message, line < lines.size() ? lines.get(line) : ""));
        }
    }

    public boolean any() {
        return !all.isEmpty();
    }

    /** All of them, from top to bottom. */
    public List<Problem> all() {
        return all.stream().sorted(IN_TEXT_ORDER).toList();
    }
}
