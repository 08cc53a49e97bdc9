package dev.levada.cli.replicate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where members keep their own.
 *
 * @param temporary whether nobody has asked for it to be kept
 */
record Scratch(Path path, boolean temporary) {

    static Scratch of(@Nullable Path wanted) throws IOException {
        return wanted == null
                ? new Scratch(Files.createTempDirectory("levada-replicate-"), true)
                : new Scratch(wanted.toAbsolutePath(), false);
    }

    void deleteIfTemporary() throws IOException {
        if (!temporary) {
            return;
        }
        try (Stream<Path> all = Files.walk(path)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path each : deepestFirst) {
                Files.deleteIfExists(each);
            }
        }
    }
}
