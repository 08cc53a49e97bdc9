package dev.levada.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What lies where in the directory of a round. */
record RoundDirectory(Path path) {

    static RoundDirectory make(Path parent, String name) throws IOException {
        RoundDirectory directory = new RoundDirectory(parent.resolve(name).toAbsolutePath());
        directory.delete();
        Files.createDirectories(directory.disk());
        return directory;
    }

    /** What is on the disk that may be full. */
    Path disk() {
        return path.resolve("disk");
    }

    Path state() {
        return disk().resolve("state");
    }

    Path output() {
        return disk().resolve("output");
    }

    Path log() {
        return path.resolve("log.txt");
    }

    Path report() {
        return path.resolve("report.json");
    }

    /** Copies what will be gone with the disk or with the processes, so that people can read it. */
    void keep(String name) throws IOException {
        Path target = path.resolve(name);
        try (Stream<Path> files = Files.walk(disk())) {
            for (Path file : files.toList()) {
                Path copy = target.resolve(disk().relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else if (Files.isRegularFile(file)) {
                    copy(file, copy);
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Processes of the job may still run, and delete what they do not need. */
    private static void copy(Path file, Path copy) throws IOException {
        try {
            Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
        } catch (NoSuchFileException e) {
            Files.deleteIfExists(copy);
        }
    }

    void delete() throws IOException {
        if (Files.exists(path)) {
            List<Path> all;
            try (Stream<Path> files = Files.walk(path)) {
                all = files.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path each : all) {
                Files.deleteIfExists(each);
            }
        }
    }
}
