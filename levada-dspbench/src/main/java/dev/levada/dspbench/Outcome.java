package dev.levada.dspbench;

import java.util.ArrayList;
import java.util.List;

/** What an application has put out. Confined to one thread. */
public interface Outcome {

    /**
     * Takes one line of output.
     *
     * @throws IllegalArgumentException if it is none of the application's
     */
    void add(String line);

    /** The result, to be compared with the oracle's. */
    List<String> result();

    /** What is wrong with the output itself, a sentence each; empty if nothing is. Bounded. */
    List<String> faults();

    /** The lines are the result. */
    static Outcome ofLines() {
        List<String> lines = new ArrayList<>();
        return new Outcome() {
            @Override
            public void add(String line) {
                lines.add(line);
            }

            @Override
            public List<String> result() {
                return lines;
            }

            @Override
            public List<String> faults() {
                return List.of();
            }
        };
    }
}
