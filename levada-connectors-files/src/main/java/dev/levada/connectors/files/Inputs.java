package dev.levada.connectors.files;

import dev.levada.api.connector.BadInputException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is to be read, as the user named it: files, directories and globs. What exists under a name is taken for that,
 * even if the name could be a glob.
 */
record Inputs(List<String> names) {

    Inputs {
        names = List.copyOf(names);
        if (names.isEmpty()) {
            throw new IllegalArgumentException("no input is named; give at least one file, directory or glob");
        }
    }

    static Inputs of(String... names) {
        return new Inputs(List.of(names));
    }

    static Inputs of(Path... paths) {
        return new Inputs(Arrays.stream(paths).map(Inputs::name).toList());
    }

    Inputs and(Inputs more) {
        List<String> all = new ArrayList<>(names);
        all.addAll(more.names);
        return new Inputs(all);
    }

    /**
     * The files that are there now, sorted by name, each once.
     *
     * @throws BadInputException if a name stands for no file, or for one that may not be read
     */
    List<String> files() throws IOException {
        Map<Path, String> files = new LinkedHashMap<>();
        for (String name : names) {
            for (Path file : filesOf(name)) {
                files.putIfAbsent(file.toAbsolutePath().normalize(), file.toString());
            }
        }
        return files.values().stream().sorted().toList();
    }

    @Override
    public String toString() {
        return String.join(", ", names);
    }

    private static String name(Path path) {
        if (!path.getFileSystem().equals(FileSystems.getDefault())) {
            throw new IllegalArgumentException(
                    "input '%s' is not in the default file system; copy it there".formatted(path));
        }
        return path.toString();
    }

    private static List<Path> filesOf(String name) throws IOException {
        if (Glob.isGlob(name) && !existsLiterally(name)) {
            return filesOf(Glob.of(name));
        }
        Path path = Path.of(name);
        if (Files.isDirectory(path)) {
            return filesIn(path);
        }
        if (!Files.exists(path)) {
            throw new BadInputException("input '%s' does not exist%s; check the name, or give a directory or a glob"
                    .formatted(name, lookedIn(path)));
        }
        if (!Files.isRegularFile(path)) {
            throw new BadInputException(
                    "input '%s' is not a regular file, so it cannot be read again from a position; copy what it gives to a file"
                            .formatted(name));
        }
        return List.of(readable(path));
    }

    private static List<Path> filesOf(Glob glob) throws IOException {
        List<Path> files = glob.files();
        if (files.isEmpty()) {
            throw new BadInputException(
                    "input '%s' matches no file%s; check the pattern: * stays within a directory, **/ goes through any number of them, hidden files are left out"
                            .formatted(glob.pattern(), lookedIn(glob.base())));
        }
        for (Path file : files) {
            readable(file);
        }
        return files;
    }

    private static List<Path> filesIn(Path directory) throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(readable(directory))) {
            for (Path entry : entries) {
                if (Files.isRegularFile(entry) && !Files.isHidden(entry)) {
                    files.add(readable(entry));
                }
            }
        }
        if (files.isEmpty()) {
            throw new BadInputException(
                    "input '%s' is a directory without files%s; directories in it are read with the glob '%s/**/*'"
                            .formatted(directory, lookedIn(directory), directory));
        }
        return files;
    }

    private static Path readable(Path path) {
        if (!Files.isReadable(path)) {
            throw new BadInputException("input '%s' may not be read by user '%s'; change its permissions"
                    .formatted(path, System.getProperty("user.name")));
        }
        return path;
    }

    private static boolean existsLiterally(String name) {
        // On Windows no path can hold a *, and asking is an error.
        return name.indexOf('*') < 0 && Files.exists(Path.of(name));
    }

    private static String lookedIn(Path path) {
        return path.isAbsolute() ? "" : " (looked in %s)".formatted(Path.of("").toAbsolutePath());
    }
}
