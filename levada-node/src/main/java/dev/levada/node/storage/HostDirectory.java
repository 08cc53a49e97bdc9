package dev.levada.node.storage;

import dev.levada.api.connector.BadInputException;
import dev.levada.core.snapshot.SnapshotStorage;
import dev.levada.io.disk.FileDisk;
import dev.levada.io.snapshot.SnapshotStore;
import dev.levada.node.worker.HostDisk;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The logs of one job on a disk of this host, in a directory of their own, which the job's processes on this host
 * share.
 *
 * <p>A file in it has a name that is drawn when the directory is made. Two processes that find the same name there see
 * the same directory, whatever their hosts are called; and where another name is, or none, what was there is gone.
 */
public final class HostDirectory implements HostDisk, Closeable {
    private static final String NAME = "name";
    private static final String LOGS = "logs";
    /** A job that runs writes to its logs all the time; what was not written to for so long is of none that does. */
    private static final Duration FORGOTTEN = Duration.ofDays(7);

    private final Path root;
    private final FileDisk disk;
    private final String name;
    private final SnapshotStorage logs;

    private HostDirectory(Path root, FileDisk disk, String name, SnapshotStorage logs) {
        this.root = root;
        this.disk = disk;
        this.name = name;
        this.logs = logs;
    }

    /**
     * Opens the directory of a job, or makes it; and deletes those of jobs that ended long ago without deleting theirs.
     *
     * @param directory has one for each job
     * @param run tells the job from all others
     * @param writer tells this process from all others of the job: letters and digits
     * @throws BadInputException if it cannot be used
     */
    public static HostDirectory open(Path directory, String run, String writer) {
        Path root = directory.resolve(run);
        try {
            FileDisk disk = FileDisk.share(root);
            String name = name(root, disk);
            HostDirectory opened =
                    new HostDirectory(root, disk, name, new StoreSnapshots(SnapshotStore.among(disk, LOGS, writer)));
            deleteForgotten(directory);
            return opened;
        } catch (IOException e) {
            throw new BadInputException(
                    "the directory '%s', where workers of this host log what their tasks choose, cannot be used: %s; make room, or let the agent name another one"
                            .formatted(root, e.getMessage()),
                    e);
        }
    }

    /** Whoever comes first gives it, whole or not at all. */
    private static String name(Path root, FileDisk disk) throws IOException {
        Path file = root.resolve(NAME);
        if (!Files.exists(file)) {
            String part = NAME + "-" + UUID.randomUUID();
            byte[] drawn = UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII);
            try (var written = disk.create(part)) {
                written.write(0, drawn, 0, drawn.length);
                written.force();
            }
            try {
                Files.createLink(file, root.resolve(part));
            } catch (FileAlreadyExistsException e) {
                // Another process came first: that name counts.
            } catch (UnsupportedOperationException e) {
                throw new IOException("its file system has no hard links", e);
            } finally {
                disk.delete(part);
            }
            disk.syncDirectory("");
        }
        return read(file);
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.US_ASCII);
    }

    private static void deleteForgotten(Path directory) throws IOException {
        Instant since = Instant.now().minus(FORGOTTEN);
        try (Stream<Path> all = Files.list(directory)) {
            for (Path each : all.filter(Files::isDirectory).toList()) {
                if (lastWritten(each).isBefore(since)) {
                    JobDirectory.delete(each);
                }
            }
        }
    }

    private static Instant lastWritten(Path job) throws IOException {
        FileTime last = Files.getLastModifiedTime(job);
        for (String part : List.of("growing", "objects")) {
            Path each = job.resolve(LOGS).resolve(part);
            if (Files.exists(each) && Files.getLastModifiedTime(each).compareTo(last) > 0) {
                last = Files.getLastModifiedTime(each);
            }
        }
        return last.toInstant();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public SnapshotStorage logs() {
        return logs;
    }

    @Override
    public boolean isThere() {
        try {
            return read(root.resolve(NAME)).equals(name);
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        disk.close();
    }

    /** When the job is over. Other processes of it may be at it, too. */
    public void delete() throws IOException {
        JobDirectory.delete(root);
    }
}
