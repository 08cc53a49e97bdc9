package dev.levada.api;

import dev.levada.api.connector.Sink;
import dev.levada.api.connector.SinkTask;
import dev.levada.api.connector.SinkWriter;
import java.io.PrintStream;
import java.util.function.Consumer;

/**
 * The sinks that need nothing from outside. Files are in {@code dev.levada.connectors.files}. Those that show records
 * at once are given them, under protocols that give exactly once, when no failure can take them back.
 */
public final class Sinks {

    private Sinks() {}

    /** Prints each record on a line of standard output, at once. */
    public static <T> Sink<T> stdout() {
        return printing(System.out);
    }

    /** Prints each record on a line, at once. */
    public static <T> Sink<T> printing(PrintStream out) {
        return new PrintSink<>(out, false);
    }

    /**
     * Prints each record on a line when its epoch is committed. Until then the lines are held in memory, and in the
     * snapshots; for more than some tens of megabytes write a file.
     */
    public static <T> Sink<T> printingCommitted(PrintStream out) {
        return new PrintSink<>(out, true);
    }

    /** Keeps the records in memory, for tests and small results. */
    public static <T> MemorySink<T> memory() {
        return new MemorySink<>();
    }

    /** Hands each record to a function, at once. The function is shared by all tasks and must bear their threads. */
    public static <T> Sink<T> forEach(Consumer<? super T> consumer) {
        return new FunctionSink<>(consumer);
    }

    /** Takes the records and does nothing: for measurements. */
    public static <T> Sink<T> discard() {
        return forEach(value -> {});
    }

    private record FunctionSink<T>(Consumer<? super T> consumer) implements Sink<T> {
        @Override
        public SinkWriter<T> open(SinkTask task) {
            return consumer::accept;
        }

        @Override
        public Contract contract() {
            return Contract.PLAIN;
        }

        @Override
        public String describe() {
            return "function";
        }
    }
}
