package dev.levada.replication.consensus;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a provider may say instead of doing what it was asked for; nothing else. */
public final class ConsensusException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final @Nullable String leader;

    /** What is certain. */
    public enum Kind {
        /** Not ordered, and never will be: another member leads. */
        NOT_LEADER,
        /** Not ordered, and never will be: too much is waiting. */
        OVERLOADED,
        /** May have been ordered, or may still be: no answer in time, or leadership was lost meanwhile. */
        INDETERMINATE,
        /** Not ordered, and never will be: this member stops, or has stopped. */
        SHUTTING_DOWN,
        /** This member cannot go on: its disk or its log failed. Of an entry nothing is certain. */
        FATAL
    }

    private ConsensusException(Kind kind, String message, @Nullable String leader, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.leader = leader;
    }

    /** @param leader the id of the member that leads, if it is known */
    public static ConsensusException notLeader(String self, Optional<String> leader) {
        return new ConsensusException(
                Kind.NOT_LEADER,
                "member '%s' does not lead; %s"
                        .formatted(self, leader.map(id -> "'" + id + "' does").orElse("who does is not known yet")),
                leader.orElse(null),
                null);
    }

    public static ConsensusException of(Kind kind, String message) {
        return new ConsensusException(kind, message, null, null);
    }

    public static ConsensusException of(Kind kind, String message, Throwable cause) {
        return new ConsensusException(kind, message, null, cause);
    }

    public Kind kind() {
        return kind;
    }

    /** Who leads, if this is {@link Kind#NOT_LEADER} and it is known. */
    public Optional<String> leader() {
        return Optional.ofNullable(leader);
    }
}
