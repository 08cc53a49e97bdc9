package dev.levada.faults.replicas;

import dev.levada.replication.consensus.Timings;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a group is to bear.
 *
 * @param members processes, from 1
 * @param operations of all clients together
 * @param clients at a time, each with one operation after the other
 * @param keys that they use, all alike
 * @param fault that befalls members; empty for none
 * @param faults how many times, one after the other; 0 without a fault
 * @param seed of what clients do
 * @param consensus the name of the provider; empty for that which as many members have if nothing is said
 * @param directory for what members keep and log, new or empty
 */
public record LoadSettings(
        int members,
        int operations,
        int clients,
        int keys,
        Optional<MemberFault> fault,
        int faults,
        long seed,
        Timings timings,
        Optional<String> consensus,
        Path directory) {
    private static final int LEAST_PER_FAULT = 20;
    private static final int MOST_PER_KEY = 20_000;

    public LoadSettings {
        require(members >= 1 && members <= 31, "a group has 1 to 31 members, was %d", members);
        require(clients >= 1 && clients <= 256, "there are 1 to 256 clients, was %d", clients);
        require(keys >= 1, "there is at least 1 key, was %d", keys);
        require(operations >= 1, "there is at least 1 operation, was %d", operations);
        require(
                operations / keys <= MOST_PER_KEY,
                "%d operations on each key are too many to be judged, at most %d; take more keys",
                operations / keys,
                MOST_PER_KEY);
        require(fault.isPresent() == faults >= 1, "faults are at least 1 of one kind, was %d", faults);
        require(
                faults == 0 || members >= 3,
                "a group of %d members does not go on without one of them; take 3 or more",
                members);
        require(
                fault.filter(MemberFault.PARTITION::equals).isEmpty() || !consensus.equals(Optional.of("jgroups")),
                "members that agree by jgroups tell each other where they are, so no way between them can be cut; take another fault");
        require(
                operations >= (long) faults * LEAST_PER_FAULT,
                "%d faults need at least %d operations to be seen by",
                faults,
                faults * LEAST_PER_FAULT);
    }

    private static void require(boolean holds, String message, Object... arguments) {
        if (!holds) {
            throw new IllegalArgumentException(message.formatted(arguments));
        }
    }
}
