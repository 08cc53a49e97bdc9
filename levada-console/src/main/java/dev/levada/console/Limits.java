package dev.levada.console;

import java.time.Duration;

/**
 * What a client may take.
 *
 * @param connections in all
 * @param perAddress connections from one address
 * @param unread connections whose request has not arrived in full; the oldest makes room for a new one
 * @param request the time from the connection until the request has arrived in full
 * @param idle the time without a byte in either direction
 * @param headerBytes of the first line and the headers
 * @param bodyBytes of a request
 */
record Limits(
        int connections, int perAddress, int unread, Duration request, Duration idle, int headerBytes, int bodyBytes) {
    static final Limits STANDARD =
            new Limits(256, 64, 32, Duration.ofSeconds(10), Duration.ofSeconds(60), 8 << 10, 1 << 20);
}
