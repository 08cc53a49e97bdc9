package dev.levada.io.net;

import io.netty.channel.Channel;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The connections of one listener, counted.
 *
 * <p>A stranger above the bound pushes out the oldest stranger and not itself: those who only hold connections open
 * must not keep out those who say at once who they are.
 *
 * <p>The methods are synchronized because each I/O thread calls them; the lock guards the counts, for a few
 * instructions twice in the life of a connection.
 */
final class Admissions {
    private final Limits limits;
    private final Map<InetAddress, Integer> perAddress = new HashMap<>();
    private final Set<Channel> strangers = new LinkedHashSet<>();
    private int all;

    Admissions(Limits limits) {
        this.limits = limits;
    }

    /** Counts a connection; {@link #left} must follow. Not counted if refused. */
    synchronized Optional<Violation> arrived(Channel channel, InetAddress address) {
        int ofAddress = perAddress.getOrDefault(address, 0);
        if (ofAddress >= limits.maxPerAddress()) {
            return refused(
                    Reason.TOO_MANY_FROM_ADDRESS, "its address has %d connections, the bound", limits.maxPerAddress());
        }
        if (all >= limits.maxConnections()) {
            return refused(Reason.TOO_MANY_CONNECTIONS, "there are %d connections, the bound", limits.maxConnections());
        }
        all++;
        perAddress.put(address, ofAddress + 1);
        strangers.add(channel);
        return Optional.empty();
    }

    private static Optional<Violation> refused(Reason reason, String detail, int bound) {
        return Optional.of(new Violation(reason, detail.formatted(bound)));
    }

    /** Takes the oldest stranger off the list of strangers, if there are too many. */
    synchronized @Nullable Channel pushedOut() {
        if (strangers.size() <= limits.maxUnauthenticated()) {
            return null;
        }
        Iterator<Channel> oldestFirst = strangers.iterator();
        Channel oldest = oldestFirst.next();
        oldestFirst.remove();
        return oldest;
    }

    synchronized void proved(Channel channel) {
        strangers.remove(channel);
    }

    synchronized void left(Channel channel, InetAddress address) {
        strangers.remove(channel);
        all--;
        perAddress.computeIfPresent(address, (unused, count) -> count == 1 ? null : count - 1);
    }
}
