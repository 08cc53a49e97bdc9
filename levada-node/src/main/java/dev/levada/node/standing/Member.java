package dev.levada.node.standing;

import dev.levada.io.net.Connection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An agent, whether it is connected or not. On the fleet's thread. */
final class Member {
    final String name;
    FromAgent.Hello hello;

    @Nullable
    Connection connection;

    long lostNanos;
    boolean leaving;
    final Map<String, Launch> workers = new LinkedHashMap<>();

    Member(String name, FromAgent.Hello hello) {
        this.name = name;
        this.hello = hello;
    }

    boolean hasRoom() {
        return connection != null && !leaving && workers.size() < hello.slots();
    }

    /** Whether it answers to one of the names of a host. */
    boolean serves(Launch launch) {
        return launch.hosts().isEmpty() || !Collections.disjoint(launch.hosts(), hello.names());
    }

    /** How many of a job's workers it has. */
    long of(String job) {
        return workers.values().stream().filter(each -> each.job().equals(job)).count();
    }
}
