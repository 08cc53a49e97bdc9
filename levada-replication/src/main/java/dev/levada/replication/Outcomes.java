package dev.levada.replication;

import dev.levada.replication.client.Outcome;

/** How an operation ended, as users see it. */
final class Outcomes {

    private Outcomes() {}

    /** The machine's answer, or the exception that says why there is none. */
    static byte[] content(Outcome outcome) {
        return switch (outcome.certainty()) {
            case OK -> outcome.content();
            case THREW -> throw new CommandFailedException(outcome.detail());
            case FAILED -> throw new NotAppliedException(outcome.detail());
            case UNKNOWN -> throw new UnknownOutcomeException(outcome.detail());
        };
    }
}
