package dev.levada.bench;

import static java.util.Objects.requireNonNull;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The last tasks of a load, on an engine whose streams have no end, and between whose reader and last tasks any number
 * of records may wait: the reader puts marks among its records, each task hands on those that come to all tasks after
 * it, and what is measured is when they have come out. Guards itself.
 */
final class MarkedOutputs {
    private static final AtomicReference<MarkedOutputs> CURRENT = new AtomicReference<>();

    private final Load load;
    private final int ways;
    private final Map<Mark, AtomicInteger> coming = new EnumMap<>(Mark.class);
    /** By their numbers: one that is moved to another thread goes on with what it has. */
    private final Map<Integer, Task> tasks = new ConcurrentHashMap<>();

    private final CompletableFuture<Void> end = new CompletableFuture<>();

    /** What stands among the records. */
    enum Mark {
        /** From here on is measured: see {@link Marks}. */
        BEGIN,
        /** Up to here. */
        END,
        /** There are no more records. */
        LAST;

        /** Which one stands before a record; after all of them stands the last one. */
        static Optional<Mark> before(long index, Marks marks) {
            if (index == marks.begin()) {
                return Optional.of(BEGIN);
            }
            return index == marks.end() ? Optional.of(END) : Optional.empty();
        }
    }

    /**
     * @param tasks how many put out
     * @param ways on how many ways each mark comes to each of them
     */
    MarkedOutputs(Load load, int tasks, int ways) {
        this.load = load;
        this.ways = ways;
        for (Mark mark : Mark.values()) {
            coming.put(mark, new AtomicInteger(tasks * ways));
        }
        CURRENT.set(this);
    }

    /** Those that were made last. */
    static MarkedOutputs current() {
        return requireNonNull(CURRENT.get(), "nothing is measured in this process");
    }

    /** A task, by its number from 0; the same whenever it is asked for. */
    Task task(int number) {
        return tasks.computeIfAbsent(number, any -> new Task(load.outputs(number)));
    }

    /** It has failed: nobody is to wait for it. */
    void fail(Throwable why) {
        end.completeExceptionally(why);
    }

    /**
     * Waits until the last mark has come out on all ways.
     *
     * @throws IllegalStateException if it failed
     */
    void await() {
        try {
            end.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a task failed: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the load ran", e);
        }
    }

    /** A mark has come out on all ways, as the engine knows by itself; no task puts out anything meanwhile. */
    void passed(Mark mark) {
        if (mark == Mark.LAST) {
            tasks.values().forEach(task -> task.outputs.finish());
        }
        tell(mark);
    }

    private void arrived(Mark mark) {
        if (requireNonNull(coming.get(mark)).decrementAndGet() == 0) {
            tell(mark);
        }
    }

    private void tell(Mark mark) {
        switch (mark) {
            case BEGIN -> load.told().accept(Marks.BEGIN);
            case END -> load.told().accept(Marks.END);
            case LAST -> end.complete(null);
        }
    }

    /** One that puts out. Confined to a thread at a time. */
    final class Task {
        private final LoadOutputs outputs;
        private int last;

        private Task(LoadOutputs outputs) {
            this.outputs = outputs;
        }

        /** Takes an output. */
        void add(String line) {
            outputs.add(line);
        }

        /** A mark has come on one of its ways. */
        void pass(Mark mark) {
            if (mark == Mark.LAST && ++last == ways) {
                outputs.finish();
            }
            arrived(mark);
        }
    }
}
