package dev.levada.node.standing;

import dev.levada.api.codec.ByteInput;
import dev.levada.api.codec.ByteOutput;
import dev.levada.api.codec.Codec;
import dev.levada.api.codec.CorruptBytesException;
import dev.levada.api.connector.BadInputException;
import dev.levada.core.codec.Codecs;
import dev.levada.io.disk.FileDisk;
import dev.levada.io.log.GroupCommitLog;
import dev.levada.io.log.SegmentedLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** The jobs of a coordinator, on disk: those that run, and the last ones that ended. Any thread. */
final class Registry implements AutoCloseable {
    /** Of as many jobs that have ended is something known. */
    static final int MAX_ENDED = 100;

    private static final long SEGMENT_BYTES = 4 << 20;
    private static final long QUEUE_BYTES = 16 << 20;
    private static final Codec<Entry> CODEC = Codecs.of(Entry.class);
    private static final long FORMAT = Codecs.fingerprint(Entry.class);

    private final FileDisk disk;
    private final GroupCommitLog log;
    private final List<Known> recalled;

    /** What is written down about one job. */
    static final class Known {
        private final Entry.Submitted submitted;
        private Entry.@Nullable Begun begun;
        private Entry.@Nullable Ended ended;
        private final Set<Entry.Released> released = new LinkedHashSet<>();

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

        /** How it ended; empty if it runs. */
        Optional<Entry.Ended> ended() {
            return Optional.ofNullable(ended);
        }

        private List<Entry> entries() {
            List<Entry> entries = new ArrayList<>(List.of(submitted));
            begun().ifPresent(entries::add);
            entries.addAll(released);
            ended().ifPresent(entries::add);
            return entries;
        }
    }

    private Registry(FileDisk disk, GroupCommitLog log, List<Known> recalled) {
        this.disk = disk;
        this.log = log;
        this.recalled = recalled;
    }

    /**
     * Takes a directory, and makes it if it is not there.
     *
     * @throws BadInputException if it cannot be used, also because another coordinator uses it
     */
    static Registry open(Path directory) {
        try {
            return open(FileDisk.open(directory));
        } catch (IOException | RuntimeException e) {
            throw new BadInputException(
                    "the coordinator's directory '%s' cannot be used: %s".formatted(directory, e.getMessage()), e);
        }
    }

    private static Registry open(FileDisk disk) throws IOException {
        try {
            SegmentedLog log = SegmentedLog.open(disk, "jobs-log", SEGMENT_BYTES);
            Map<String, Known> known = new LinkedHashMap<>();
            if (log.lastIndex() > 0) {
                log.read(log.firstIndex(), (index, record) -> add(known, decode(record)));
            }
            forgetOldest(known);
            long last = log.lastIndex();
            Registry registry = new Registry(
                    disk, GroupCommitLog.start(log, "levada-jobs", QUEUE_BYTES), List.copyOf(known.values()));
            registry.summarize(last);
            return registry;
        } catch (IOException | RuntimeException e) {
            disk.close();
            throw e;
        }
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

    /** Writes anew what all comes to; once that is on the disk, the old entries are not needed. */
    private void summarize(long last) {
        recalled.forEach(job -> job.entries().forEach(this::write));
        log.dropBefore(last + 1);
    }

    private static Entry decode(byte[] record) {
        ByteInput in = new ByteInput(record);
        long format = in.readLong();
        if (format != FORMAT) {
            throw new CorruptBytesException(
                    "an entry has format %x, this version reads %x; end the jobs with the version that began them"
                            .formatted(format, FORMAT));
        }
        return CODEC.read(in);
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
        ByteOutput out = new ByteOutput(512);
        out.writeLong(FORMAT);
        CODEC.write(entry, out);
        try {
            long unused = log.append(out.toByteArray()).join();
        } catch (CompletionException e) {
            throw new UncheckedIOException(new IOException(
                    "the coordinator cannot write down what becomes of its jobs: %s"
                            .formatted(
                                    e.getCause() == null
                                            ? e.getMessage()
                                            : e.getCause().getMessage()),
                    e));
        }
    }

    @Override
    public void close() throws IOException {
        try (disk) {
            log.close();
        }
    }
}
