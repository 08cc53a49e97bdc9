package dev.levada.node.standing;

import dev.levada.node.storage.Ledger;
import dev.levada.node.storage.RecordFormat;
import dev.levada.node.storage.StateDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** The jobs of a coordinator, as its ledger has them: those that run, and the last ones that ended. Any thread. */
final class Registry implements AutoCloseable {
    /** Of as many jobs that have ended is something known. */
    static final int MAX_ENDED = 100;

    private static final RecordFormat<Entry> FORMAT = RecordFormat.of(Entry.class, "an entry");

    private final Ledger ledger;
    private final List<Known> recalled;

    /** What is written down about one job. */
    static final class Known {
        private final Entry.Submitted submitted;
        private Entry.@Nullable Begun begun;
        private Entry.@Nullable Ended ended;
        private final Set<Entry.Released> released = new LinkedHashSet<>();
        private final Map<String, Entry.Slowed> slowed = new LinkedHashMap<>();

        private Known(Entry.Submitted submitted) {
            this.submitted = submitted;
        }

        Entry.Submitted submitted() {
            return submitted;
        }

        /** How it was started last; empty if it never was. */
        Optional<Entry.Begun> begun() {
            return Optional.ofNullable(begun);
        }

        /** The chains that people have let go. */
        List<String> released() {
            return released.stream().map(Entry.Released::chain).toList();
        }

        /** How long the tasks of each chain wait from one record to the next, where people have said so. */
        Map<String, Duration> intervals() {
            Map<String, Duration> intervals = new LinkedHashMap<>();
            slowed.forEach((chain, last) -> intervals.put(chain, Duration.ofNanos(last.nanos())));
            return intervals;
        }

        /** How it ended; empty if it runs. */
        Optional<Entry.Ended> ended() {
            return Optional.ofNullable(ended);
        }

        private List<Entry> entries() {
            List<Entry> entries = new ArrayList<>(List.of(submitted));
            begun().ifPresent(entries::add);
            entries.addAll(released);
            entries.addAll(slowed.values());
            ended().ifPresent(entries::add);
            return entries;
        }
    }

    private Registry(Ledger ledger, List<Known> recalled) {
        this.ledger = ledger;
        this.recalled = recalled;
    }

    /**
     * Reads what an earlier coordinator has written down.
     *
     * @param ledger closed with this
     */
    static Registry open(Ledger ledger) {
        Map<String, Known> known = new LinkedHashMap<>();
        ledger.jobs().recalled().forEach(record -> add(known, FORMAT.read(record)));
        forgetOldest(known);
        Registry registry = new Registry(ledger, List.copyOf(known.values()));
        ledger.jobs()
                .replace(
                        registry.recalled.stream()
                                .flatMap(job -> job.entries().stream())
                                .map(FORMAT::bytes)
                                .toList(),
                        failure -> {}); // the next that is written will say so
        return registry;
    }

    private static void add(Map<String, Known> known, Entry entry) {
        if (entry instanceof Entry.Submitted submitted) {
            known.put(submitted.job(), new Known(submitted)); // a summary replaces what it sums up
            return;
        }
        Known job = known.get(entry.job());
        if (job != null && entry instanceof Entry.Begun begun) {
            job.begun = begun;
        } else if (job != null && entry instanceof Entry.Released released) {
            job.released.add(released);
        } else if (job != null && entry instanceof Entry.Slowed slowed) {
            job.slowed.put(slowed.chain(), slowed);
        } else if (job != null && entry instanceof Entry.Ended ended) {
            job.ended = ended;
        }
    }

    private static void forgetOldest(Map<String, Known> known) {
        List<String> ended = known.values().stream()
                .filter(job -> job.ended != null)
                .map(job -> job.submitted.job())
                .toList();
        ended.stream().limit(Math.max(0, ended.size() - MAX_ENDED)).forEach(known::remove);
    }

    /** What an earlier coordinator has written down, in the order of the submissions. */
    List<Known> recalled() {
        return recalled;
    }

    /**
     * Writes something down. Returns when it will not be lost.
     *
     * @throws UncheckedIOException if that cannot be
     */
    void write(Entry entry) {
        CompletableFuture<Boolean> written = new CompletableFuture<>();
        ledger.jobs().append(FORMAT.bytes(entry), () -> written.complete(true), written::completeExceptionally);
        try {
            boolean unused = written.join();
        } catch (CompletionException e) {
            String why = e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
            throw new UncheckedIOException(new IOException(
                    "the coordinator cannot write down what becomes of its jobs: %s".formatted(why), e));
        }
    }

    /** The state of a form of a job. */
    StateDirectory state(Path directory) {
        return ledger.state(directory);
    }

    /** A form of a job is over. */
    void retire(Path directory) throws IOException {
        ledger.retire(directory);
    }

    @Override
    public void close() throws IOException {
        ledger.close();
    }
}
