package dev.levada.api.connector;

import java.io.IOException;
import java.util.List;

/**
 * An input that can be read again from a position.
 *
 * <p>It falls into <em>splits</em> (a file, a partition, a range), each read in order by exactly one task.
 */
public interface Source<T> {

    /**
     * The splits to read, in a fixed order; called once when the job is deployed.
     *
     * @return stable, unique names; their number bounds how many tasks can read at once
     * @throws BadInputException if the input is not there or may not be read
     */
    List<String> splits() throws IOException;

    /**
     * Opens a split.
     *
     * @param position what {@link SourceReader#position} gave, or 0 for the start
     */
    SourceReader<T> open(String split, long position) throws IOException;

    /** Whether a read may wait for the outside world, so that it needs a thread of its own. */
    default boolean blocking() {
        return false;
    }

    /**
     * Whether what comes next in a split is there, or comes by itself at its time, until the split ends: files, what is
     * made up. Not what waits for somebody else, who may never send anything. Then a log can tell what will be read
     * before it is, and records need not wait for their log.
     */
    default boolean predetermined() {
        return false;
    }

    /** What is read, for people: {@code csv sensors.csv}. */
    default String describe() {
        return getClass().getSimpleName();
    }
}
