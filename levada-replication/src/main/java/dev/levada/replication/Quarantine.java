package dev.levada.replication;

import dev.levada.replication.replica.Replica;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Keeps a member whose state differs from that of the others from coming back with it. */
final class Quarantine {
    private static final String MARK = "differs";

    private Quarantine() {}

    /** Stops a member for good. If the mark cannot be made, it will be found out again. */
    static void put(Path directory, Replica replica) {
        try (replica) {
            Path unused = Files.writeString(
                    directory.resolve(MARK), "The state in this directory differs from that of the other members.\n");
        } catch (IOException e) {
            return;
        }
    }

    static boolean holds(Path directory) {
        return Files.exists(directory.resolve(MARK));
    }

    /** @throws IllegalStateException if the member must not come back */
    static void check(String id, Path directory) {
        if (holds(directory)) {
            throw new IllegalStateException(
                    "the state of member '%s' differs from that of the others, so it may not come back; delete %s, and add a member with another id"
                            .formatted(id, directory));
        }
    }
}
