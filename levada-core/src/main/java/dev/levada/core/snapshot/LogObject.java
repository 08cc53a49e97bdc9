package dev.levada.core.snapshot;

import dev.levada.api.codec.CorruptBytesException;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;

/**
 * The objects of which a log in the store consists, by their names: before which epoch what is in it was chosen, who
 * has written it, and the how manieth of that writer's it is.
 */
record LogObject(String name, long number) {
    static String name(long nextEpoch, String writer, long number, String suffix) {
        return "%d-%s-%d%s".formatted(nextEpoch, writer, number, suffix);
    }

    /** Whether an object is a writer's. */
    static boolean isOf(String name, String writer) {
        return name.contains("-" + writer + "-");
    }

    /** Those in which there may be what was chosen since an epoch; those of each writer in order. */
    static List<String> since(SnapshotStorage storage, long epoch, String suffix) throws IOException {
        return storage.names().stream()
                .filter(name -> name.endsWith(suffix) && StoredSnapshot.epochOf(name) > epoch)
                .map(name -> new LogObject(name, numberOf(name, suffix)))
                .sorted(Comparator.comparingLong(LogObject::number).thenComparing(LogObject::name))
                .map(LogObject::name)
                .toList();
    }

    private static long numberOf(String name, String suffix) {
        return Long.parseLong(name.substring(name.lastIndexOf('-') + 1, name.length() - suffix.length()));
    }

    /** @throws CorruptBytesException if what was read is of another format */
    static void checkFormat(long read, long known) {
        if (read != known) {
            throw new CorruptBytesException(
                    "what tasks chose has format %x, this version reads %x; finish the job with the version that began it"
                            .formatted(read, known));
        }
    }
}
