package dev.levada.cluster.worker;

import dev.levada.cluster.control.Location;
import dev.levada.core.plan.ChannelId;

/**
 * A consumer's wish for a connection.
 *
 * @param number grows with each connection that the same attempt asks for on this channel, from 1
 * @param next the first number that has not arrived
 * @param granted how many elements may be sent before the consumer says more
 * @param consumer where the consumer runs
 */
public record OpenRequest(
        ChannelId channel,
        long producerAttempt,
        long consumerAttempt,
        int number,
        long next,
        long granted,
        Location consumer) {}
