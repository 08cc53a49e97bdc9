package dev.levada.dadstorm.log;

import dev.levada.dadstorm.language.LoggingLevel;
import dev.levada.dadstorm.tuple.TupleFormat;
import java.util.List;
import java.util.function.Consumer;

/**
 * The log of one run. Lines come from the console's thread and from every task's; each is handed on whole, one after
 * the other. Lines before {@link #open} are dropped.
 */
public final class RunLog {
    private Consumer<String> reader = line -> {};

    /** Told of each tuple that a replica emits, by the thread that emits it. */
    @FunctionalInterface
    public interface TupleLog {

        /** @param url the replica's address, as typed */
        void emitted(String url, List<String> tuple);
    }

    /** From now on, this reader gets the lines. */
    // Guards the reader, and by it the reader's own state: it need not be safe for several threads.
    public synchronized void open(Consumer<String> newReader) {
        reader = newReader;
    }

    /** Tells something that is no note. */
    // As above.
    public synchronized void line(String line) {
        reader.accept(line);
    }

    /** Tells something that is neither command nor tuple; it is a comment to whoever reads the log as a script. */
    public void note(String text) {
        line("% " + text);
    }

    /** What a level shows of tuples: at {@code light} nothing is told, and nothing built. */
    public TupleLog tuples(LoggingLevel level) {
        return switch (level) {
            case LIGHT -> (url, tuple) -> {};
            case FULL -> (url, tuple) -> line("tuple " + url + ", <" + TupleFormat.line(tuple) + ">");
        };
    }
}
