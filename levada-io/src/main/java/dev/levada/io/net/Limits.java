package dev.levada.io.net;

import java.time.Duration;

/**
 * The bounds of what peers can make a process hold. The connection counts are those of one listener.
 *
 * @param maxMessageBytes 1 KiB to 64 MiB
 * @param maxQueuedBytes how much may wait to be sent on one connection, before the peer is cut off
 * @param handshake how long a peer has to prove who it is, and a server to answer; 10 ms to 1 min
 * @param maxConnections of all kinds
 * @param maxPerAddress from one IP address
 * @param maxUnauthenticated that have not proved who they are; one more pushes out the oldest
 */
public record Limits(
        int maxMessageBytes,
        long maxQueuedBytes,
        Duration handshake,
        int maxConnections,
        int maxPerAddress,
        int maxUnauthenticated) {
    private static final int KIB = 1024;
    private static final int MIB = 1024 * KIB;

    /** @throws IllegalArgumentException if a bound is out of its range */
    public Limits {
        requireRange("max message bytes", maxMessageBytes, KIB, 64 * MIB);
        requireRange("max queued bytes", maxQueuedBytes, maxMessageBytes, Long.MAX_VALUE);
        requireRange("handshake milliseconds", handshake.toMillis(), 10, 60_000);
        requireRange("max connections", maxConnections, 1, 1_000_000);
        requireRange("max connections per address", maxPerAddress, 1, 1_000_000);
        requireRange("max unauthenticated connections", maxUnauthenticated, 1, 1_000_000);
    }

    /** Messages up to 8 MiB, 64 MiB queued, 5 s for the handshake, 256 connections, 64 per address, 32 unproved. */
    public static Limits standard() {
        return new Limits(8 * MIB, 64L * MIB, Duration.ofSeconds(5), 256, 64, 32);
    }

    /** With other bounds on bytes. */
    public Limits withBytes(int message, long queued) {
        return new Limits(message, queued, handshake, maxConnections, maxPerAddress, maxUnauthenticated);
    }

    /** With another deadline. */
    public Limits withHandshake(Duration deadline) {
        return new Limits(maxMessageBytes, maxQueuedBytes, deadline, maxConnections, maxPerAddress, maxUnauthenticated);
    }

    /** With other bounds on connections. */
    public Limits withConnections(int all, int perAddress, int unauthenticated) {
        return new Limits(maxMessageBytes, maxQueuedBytes, handshake, all, perAddress, unauthenticated);
    }

    private static void requireRange(String what, long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException("%s must be %d to %d, was %d".formatted(what, min, max, value));
        }
    }
}
