package dev.levada.node.standing;

import dev.levada.node.cluster.Submission;
import dev.levada.node.remote.Messages;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** What a coordinator and the process that plans for it say to each other, in files of a directory of their own. */
sealed interface Planning {
    Messages<Planning> MESSAGES = new Messages<>(Planning.class);
    /** Far more than any description of a job. */
    long MAX_BYTES = 16 << 20;

    /** What is to be planned; see {@link JobMaker#make}. */
    record Wanted(Submission submission, Optional<Integer> parallelism) implements Planning {}

    /** How that came out. */
    record Planned(Blueprint blueprint) implements Planning {}

    /** It cannot be done. */
    record Refused(Cause cause, String message) implements Planning {}

    /** Why not. */
    enum Cause {
        BAD_INPUT,
        NOT_GUARANTEED,
        FAILED
    }

    static Path wanted(Path directory) {
        return directory.resolve("wanted");
    }

    static Path answer(Path directory) {
        return directory.resolve("answer");
    }

    /** The file is whole, or not there. */
    default void write(Path file) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".tmp");
        Files.write(unfinished, MESSAGES.bytes(this));
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }

    static Planning read(Path file) throws IOException {
        if (Files.size(file) > MAX_BYTES) {
            throw new IOException("'%s' has more than %d bytes".formatted(file, MAX_BYTES));
        }
        return MESSAGES.read(ByteBuffer.wrap(Files.readAllBytes(file)));
    }
}
