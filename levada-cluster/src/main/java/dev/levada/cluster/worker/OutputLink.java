package dev.levada.cluster.worker;

import dev.levada.core.channel.OutputChannel;
import dev.levada.core.channel.RemoteOutput;
import dev.levada.core.plan.ChannelId;
import org.jspecify.annotations.Nullable;

/** One output of an attempt: which attempt at the consumer may ask for it, and over what it goes. */
final class OutputLink {
    final ChannelId channel;
    /** What goes over connections to other processes; within one process they bring their own. */
    RemoteOutput output;

    /** 0 if none may ask. */
    long consumerAttempt;

    @Nullable
    Connection connection;

    int number;
    /** The last recovery that voided the consumer's attempt. */
    long fencedRound;

    OutputLink(ChannelId channel, RemoteOutput output, long consumerAttempt) {
        this.channel = channel;
        this.output = output;
        this.consumerAttempt = consumerAttempt;
    }

    /** What the task hands elements to. */
    OutputChannel target() {
        OutputChannel local = connection == null ? null : connection.output();
        return local == null ? output : local;
    }

    boolean isLocal() {
        return connection != null && connection.output() != null;
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

    /** How things stand, for people. */
    String describe() {
        return "; to %s#%d %s"
                .formatted(
                        channel.consumer(),
                        consumerAttempt,
                        connection != null ? "at " + output.accepted() : "waiting");
    }
}
