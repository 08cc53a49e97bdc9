package dev.levada.faults.replicas;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What may befall a member of a group. */
public enum MemberFault {
    /** Who leads gets SIGKILL, and is started again. */
    KILL_LEADER,
    /** One that does not lead gets SIGKILL, and is started again. */
    KILL_FOLLOWER,
    /** Who leads stands still (SIGSTOP), and wakes up when others have gone on without it. */
    FREEZE_LEADER,
    /** Who leads and the others hear nothing of each other; clients reach all. */
    PARTITION;

    /** The name on the command line: {@code kill-leader} and so on. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Reads a {@link #label}.
     *
     * @throws IllegalArgumentException if it is none, naming those there are
     */
    public static MemberFault parse(String label) {
        return Arrays.stream(values())
                .filter(fault -> fault.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'%s' is no fault of a member; there are %s"
                        .formatted(
                                label,
                                Arrays.stream(values()).map(MemberFault::label).collect(Collectors.joining(", ")))));
    }
}
