package dev.levada.node.processes;

import dev.levada.api.Topology;
import dev.levada.api.recovery.Guarantee;
import dev.levada.node.log.LogKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Makes the topology of a job from the words that say which pipeline it is, the same one in each process. */
public interface JobLoader {

    /**
     * Loads a pipeline.
     *
     * @param arguments as on the command line
     * @param directory where relative paths in them begin
     * @param guarantee what is asked of the job
     * @throws dev.levada.api.connector.BadInputException if it cannot be loaded
     */
    Loaded load(List<String> arguments, Path directory, Guarantee guarantee, Printer printer);

    /**
     * Turns the log of this process on; called first, if at all.
     *
     * @param form what it looks like, as the agent was told
     * @param about what each line is about, unless its thread says otherwise
     * @throws IOException if it cannot be written
     */
    default void log(String form, Map<LogKey, String> about) throws IOException {}

    /** Finds the classes of records. */
    ClassLoader classes();

    /** Where a pipeline prints. Any thread. */
    interface Printer {

        /**
         * Prints a line.
         *
         * @param log whether it is of the log, not of the results
         */
        void print(String line, boolean log);
    }

    /** A pipeline that was loaded. Closed when the job is over. */
    interface Loaded extends AutoCloseable {

        /** With nothing left open. */
        Topology topology();

        @Override
        void close();
    }
}
