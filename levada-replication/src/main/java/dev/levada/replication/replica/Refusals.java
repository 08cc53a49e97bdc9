package dev.levada.replication.replica;

import dev.levada.replication.consensus.ConsensusException;
import dev.levada.replication.session.Answer;
import java.util.concurrent.CompletionException;

/** What a client is told when a provider did not do what it was asked for. */
final class Refusals {

    private Refusals() {}

    static Answer of(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof ConsensusException refusal
                ? of(refusal)
                : Answer.of(Answer.Kind.INDETERMINATE, cause.toString());
    }

    private static Answer of(ConsensusException refusal) {
        String message = String.valueOf(refusal.getMessage());
        return switch (refusal.kind()) {
            case NOT_LEADER ->
                Answer.of(Answer.Kind.NOT_LEADER, refusal.leader().orElse(""));
            case OVERLOADED -> Answer.of(Answer.Kind.OVERLOADED, message);
            case SHUTTING_DOWN -> Answer.of(Answer.Kind.UNAVAILABLE, message);
            case INDETERMINATE, FATAL -> Answer.of(Answer.Kind.INDETERMINATE, message);
        };
    }
}
