package dev.levada.cluster.worker;

import dev.levada.cluster.control.Location;
import dev.levada.core.channel.InputChannel;
import dev.levada.core.channel.RemoteInput;
import dev.levada.core.plan.ChannelId;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One input of an attempt: which attempt at the producer it is for, and over what it comes. */
final class InputLink {
    final ChannelId channel;
    /** What comes over connections from other processes; within one process they bring their own. */
    RemoteInput input;

    /** 0 if it is for none now. */
    long producerAttempt;

    @Nullable
    Location producerPlace;

    @Nullable
    Connection connection;

    /** Of the connection. */
    Predicate<byte[]> attachments = Surroundings.nothingAttached();

    /** Of the connection that was asked for last. */
    int number;

    long askedNext;
    long askedGranted;
    boolean attached = true;
    /** The last recovery that voided the producer's attempt. */
    long fencedRound;

    /** The last number that had arrived when the last attempt at the producer was left. */
    long arrived;

    long reportedNext;
    long reportedGranted;
    long acknowledged;

    InputLink(ChannelId channel, RemoteInput input, long producerAttempt, @Nullable Location producerPlace) {
        this.channel = channel;
        this.input = input;
        this.producerAttempt = producerAttempt;
        this.producerPlace = producerPlace;
    }

    boolean isFor(OpenRequest request) {
        return attached && number == request.number() && producerAttempt == request.producerAttempt();
    }

    /** What the task takes elements from. */
    InputChannel source() {
        InputChannel local = connection == null ? null : connection.input();
        return local == null ? input : local;
    }

    boolean isLocal() {
        return connection != null && connection.input() != null;
    }

    /** Takes nothing more from that attempt. */
    void detach() {
        attached = false;
        producerAttempt = 0;
        leave();
    }

    void attach(RemoteInput newInput, long attempt, @Nullable Location place) {
        input = newInput;
        producerAttempt = attempt;
        producerPlace = place;
        attached = true;
    }

    void leave() {
        if (connection != null) {
            connection.leave();
            connection = null;
        }
    }

    /** How things stand, for people. */
    String describe() {
        return "; from %s#%d %s"
                .formatted(
                        channel.producer(),
                        producerAttempt,
                        connection != null ? "at " + input.next() : attached ? "asking" : "left");
    }
}
