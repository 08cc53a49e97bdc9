package dev.levada.testkit.world;

import dev.levada.core.channel.RemoteOutput;
import org.jspecify.annotations.Nullable;

/** One output of an attempt: which attempt at the consumer may ask for it, and over what it goes. */
final class OutputLink {
    RemoteOutput output;
    /** 0 if none may. */
    long consumerAttempt;

    @Nullable
    Connection connection;

    int number;
    /** The last recovery that voided the consumer's attempt. */
    long fencedRound;

    OutputLink(RemoteOutput output, long consumerAttempt) {
        this.output = output;
        this.consumerAttempt = consumerAttempt;
    }

    void expect(long newConsumerAttempt) {
        leave();
        consumerAttempt = newConsumerAttempt;
        number = 0;
    }

    void leave() {
        output.disconnect();
        if (connection != null) {
            connection.leave();
            connection = null;
        }
    }
}
