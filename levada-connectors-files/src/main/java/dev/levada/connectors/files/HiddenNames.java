package dev.levada.connectors.files;

import dev.levada.api.connector.SinkTask;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/**
 * The names, hidden and beside the target, under which one attempt at one task writes:
 * {@code .TARGET.part-SUBTASK-RUN-ATTEMPT-NUMBER}. No two attempts write under the same name. A run is named by eight
 * digits of its checksum, so that the names stay short.
 */
final class HiddenNames {
    private final Path target;
    private final String task;
    private final String run;
    private final long attempt;
    private final Pattern ofTask;

    HiddenNames(Path target, SinkTask task) {
        this.target = target.toAbsolutePath();
        this.task = ".%s.part-%d-".formatted(target.getFileName(), task.subtask());
        this.run = shortened(task.run());
        this.attempt = task.attempt();
        this.ofTask = Pattern.compile(Pattern.quote(this.task) + "([0-9a-f]{8})-(\\d{1,19})-\\d{1,19}");
    }

    /** @param number from 1, another for each file of this attempt */
    Path path(long number) {
        return target.resolveSibling(ofAttempt() + number);
    }

    /**
     * Finds a file by the name in a section.
     *
     * @throws IOException if this task's files are named otherwise, in any attempt
     */
    Path path(Section section) throws IOException {
        if (!ofTask.matcher(section.hidden()).matches()) {
            throw new IOException(
                    "'%s' was prepared for another output or task; let the job write to the same place as before, or start it anew"
                            .formatted(section.hidden()));
        }
        return target.resolveSibling(section.hidden());
    }

    /** Whether this attempt wrote the section. */
    boolean isOfAttempt(Section section) {
        return section.hidden().startsWith(ofAttempt());
    }

    /** Deletes the files of this task that are left: all but those of later attempts of the same run. */
    void deleteLeftovers() throws IOException {
        List<Path> leftovers = new ArrayList<>();
        Path directory = target.resolveSibling(".").normalize();
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, this::isLeftover)) {
            files.forEach(leftovers::add);
        }
        for (Path leftover : leftovers) {
            Files.deleteIfExists(leftover);
        }
    }

    private boolean isLeftover(Path file) {
        Matcher name = ofTask.matcher(file.getFileName().toString());
        return name.matches() && (!name.group(1).equals(run) || !isLater(name.group(2)));
    }

    private boolean isLater(String otherAttempt) {
        // Nineteen digits may be too many for a signed number.
        return Long.compareUnsigned(Long.parseUnsignedLong(otherAttempt), attempt) > 0;
    }

    private String ofAttempt() {
        return "%s%s-%d-".formatted(task, run, attempt);
    }

    private static String shortened(String run) {
        CRC32C checksum = new CRC32C();
        checksum.update(run.getBytes(StandardCharsets.UTF_8));
        return "%08x".formatted(checksum.getValue());
    }
}
