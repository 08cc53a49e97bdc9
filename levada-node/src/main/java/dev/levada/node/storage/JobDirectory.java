package dev.levada.node.storage;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** What lies where in the directory of a job. */
public final class JobDirectory {
    static final String SNAPSHOTS = "snapshots";
    /** A directory for each worker process, and for what starts them; nothing in it outlasts them. */
    static final String WORKERS = "workers";

    private JobDirectory() {}

    /** Where worker processes keep what is theirs alone. */
    public static Path workers(Path directory) {
        return directory.resolve(WORKERS);
    }

    /** Deletes a directory with all that is in it, if it is there. Links are deleted, not followed. */
    public static void delete(Path directory) throws IOException {
        try {
            Files.walkFileTree(directory, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path visited, java.io.IOException failure)
                        throws IOException {
                    Files.deleteIfExists(visited);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (NoSuchFileException e) {
            return; // somebody else has deleted it
        }
    }
}
