package dev.levada.node.storage;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What lies where in the directory of a job. */
public final class JobDirectory {
    static final String SNAPSHOTS = "snapshots";
    /** A directory for each worker process, and for what starts them; nothing in it outlasts them. */
    static final String WORKERS = "workers";

    private static final String LOGS = "logs";
    private static final String HOST_LOGS = "determinants";
    private static final String ENDED = ".ended";
    /** Files that had their directory before it got another name, and come after it was looked through. */
    private static final int MOST_LATE = 1_000;

    private JobDirectory() {}

    /** Where worker processes keep what is theirs alone. */
    public static Path workers(Path directory) {
        return directory.resolve(WORKERS);
    }

    /** Where workers of this host log what their tasks choose, if that is to be on a disk of their own host. */
    public static Path hostLogs(Path directory) {
        return workers(directory).resolve(HOST_LOGS);
    }

    /** Deletes what worker processes have left that have ended; what they printed stays. */
    public static void deleteRooms(Path directory) throws IOException {
        Path workers = workers(directory);
        if (Files.isDirectory(workers)) {
            try (Stream<Path> rooms = Files.list(workers)) {
                for (Path room : rooms.filter(each -> !each.endsWith(LOGS)).toList()) {
                    delete(room);
                }
            }
        }
    }

    /** Where the output of worker processes is kept. */
    public static Path logs(Path directory) {
        return workers(directory).resolve(LOGS);
    }

    /**
     * As {@link #delete}, where other processes may be writing yet, or be at the same: whoever is first has it alone,
     * under a name where nobody adds to it.
     */
    public static void deleteInUse(Path directory) throws IOException {
        Path aside = directory.resolveSibling(directory.getFileName() + ENDED);
        try {
            Files.move(directory, aside, StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException e) {
            return; // another process is at it
        }
        for (int late = 0; Files.exists(aside); late++) {
            try {
                delete(aside);
            } catch (DirectoryNotEmptyException e) {
                if (late == MOST_LATE) {
                    throw e;
                }
            }
        }
    }

    /**
     * Deletes a directory with all that is in it, if it is there. Links are deleted, not followed. Others may be
     * deleting it, too.
     */
    public static void delete(Path directory) throws IOException {
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE; // somebody else has deleted it
                }
                throw failure;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
                Files.deleteIfExists(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
