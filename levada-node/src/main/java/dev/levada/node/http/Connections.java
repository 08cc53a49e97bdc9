package dev.levada.node.http;

import io.netty.channel.Channel;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Those who are at the door, oldest first: not too many, and none for long. Confined to the door's thread. */
final class Connections {
    private final int max;
    private final Duration lifetime;
    private final Set<Channel> open = new LinkedHashSet<>();

    Connections(int max, Duration lifetime) {
        this.max = max;
        this.lifetime = lifetime;
    }

    void add(Channel connection) {
        if (open.size() == max) {
            Iterator<Channel> oldest = open.iterator();
            Channel evicted = oldest.next();
            oldest.remove();
            cut(evicted);
        }
        open.add(connection);
        ScheduledFuture<?> deadline =
                connection.eventLoop().schedule(() -> cut(connection), lifetime.toMillis(), TimeUnit.MILLISECONDS);
        connection.closeFuture().addListener(closed -> {
            deadline.cancel(false);
            open.remove(connection);
        });
    }

    void cutAll() {
        List.copyOf(open).forEach(Connections::cut);
    }

    static void cut(Channel connection) {
        var unused = connection.close();
    }
}
