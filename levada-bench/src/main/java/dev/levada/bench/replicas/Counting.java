package dev.levada.bench.replicas;

import dev.levada.io.net.Secret;
import dev.levada.io.net.Security;
import dev.levada.io.net.SharedSecret;
import dev.levada.replication.Client;
import dev.levada.replication.FreePorts;
import dev.levada.replication.Host;
import dev.levada.replication.Replicated;
import dev.levada.replication.SnapshotInput;
import dev.levada.replication.SnapshotOutput;
import dev.levada.replication.StateMachine;
import dev.levada.replication.client.RetryPolicy;
import dev.levada.replication.replica.Replica;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/**
 * A replicated counter of texts, used through the library.
 *
 * @param end ends its members
 * @param queries whether it is asked only
 */
record Counting(Client<String, Long> client, Runnable end, boolean queries) implements Group {
    /** As commands of services are, about: 100 bytes. */
    static final String TEXT = "c".repeat(100);

    private static final String GROUP = "counter";

    static Group open(
            int replicas,
            String provider,
            Path directory,
            Replica.Batching batching,
            RetryPolicy retry,
            boolean queries) {
        Replicated<String, Long> replicated = Replicated.of(Counter::new)
                .replicas(replicas)
                .provider(provider)
                .directory(directory)
                .batching(batching)
                .retry(retry)
                .start();
        return new Counting(replicated.client(), replicated::close, queries);
    }

    /** Its client knows nothing but where the members are. */
    static Group remote(int replicas, String provider, Path directory, RetryPolicy retry) throws IOException {
        List<Integer> ports = FreePorts.take(2 * replicas);
        List<Host> hosts = IntStream.range(0, replicas)
                .mapToObj(i -> new Host("m" + (i + 1), loopback(ports.get(2 * i)), loopback(ports.get(2 * i + 1))))
                .toList();
        Security security = SharedSecret.ofAll(Secret.random());
        List<Replicated<String, Long>> members = new ArrayList<>();
        Runnable end = () -> members.forEach(Replicated::close);
        try {
            for (Host host : hosts) {
                members.add(Replicated.of(Counter::new)
                        .group(GROUP)
                        .member(host.id(), hosts, security)
                        .provider(provider)
                        .directory(directory.resolve(host.id()))
                        .start());
            }
            return new Counting(Replicated.connect(Counter.class, GROUP, hosts, security, retry), end, false);
        } catch (RuntimeException e) {
            end.run();
            throw e;
        }
    }

    private static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    @Override
    public CompletableFuture<?> ask() {
        return queries ? client.queryAsync(TEXT) : client.sendAsync(TEXT);
    }

    @Override
    public void close() {
        try (client) {
            return;
        } finally {
            end.run();
        }
    }

    private static final class Counter implements StateMachine<String, Long> {
        private long count;

        @Override
        public Long apply(String text) {
            return ++count;
        }

        @Override
        public Long query(String text) {
            return count;
        }

        @Override
        public void snapshot(SnapshotOutput out) throws IOException {
            out.write(count);
        }

        @Override
        public void restore(SnapshotInput in) throws IOException {
            count = in.read();
        }
    }
}
