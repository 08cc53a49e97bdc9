package dev.levada.testkit.world;

import dev.levada.core.channel.RemoteInput;
import dev.levada.core.plan.ChannelId;
import org.jspecify.annotations.Nullable;

/** One input of an attempt: which attempt at the producer it is for, and over what it comes. */
final class InputLink {
    final ChannelId channel;
    RemoteInput input;
    long producerAttempt;

    @Nullable
    Location producerPlace;

    @Nullable
    Connection connection;
    /** Of the connection that was asked for last. */
    int number;

    long askedNext;
    long askedGranted;
    boolean attached = true;
    /** The last recovery that voided the producer's attempt. */
    long fencedRound;

    long reportedNext;
    long reportedGranted;
    long acknowledged;
    boolean ended;

    InputLink(ChannelId channel, RemoteInput input, long producerAttempt, @Nullable Location producerPlace) {
        this.channel = channel;
        this.input = input;
        this.producerAttempt = producerAttempt;
        this.producerPlace = producerPlace;
    }

    /** Takes nothing more from that attempt. */
    void detach() {
        ended |= input.hasEnded();
        attached = false;
        producerAttempt = 0;
        leave();
    }

    void attach(RemoteInput newInput, long attempt, Location place) {
        input = newInput;
        producerAttempt = attempt;
        producerPlace = place;
        attached = true;
        ended = false;
    }

    void leave() {
        if (connection != null) {
            connection.leave();
            connection = null;
        }
    }
}
