package dev.levada.node.standing;

import dev.levada.node.processes.JobLoader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The last lines that a job has printed. Any thread. */
final class Printed implements JobLoader.Printer {
    private static final int MAX_LINES = 1_000;
    private static final int MAX_CHARS = 2_000;

    // Guards itself.
    private final Deque<String> lines = new ArrayDeque<>();

    @Override
    public void print(String line, boolean log) {
        synchronized (lines) {
            if (lines.size() == MAX_LINES) {
                lines.removeFirst();
            }
            lines.addLast(line.length() <= MAX_CHARS ? line : line.substring(0, MAX_CHARS) + "...");
        }
    }

    List<String> last(int most) {
        synchronized (lines) {
            List<String> all = new ArrayList<>(lines);
            return all.subList(Math.max(0, all.size() - most), all.size());
        }
    }
}
