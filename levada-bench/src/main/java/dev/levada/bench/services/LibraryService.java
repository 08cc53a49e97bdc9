package dev.levada.bench.services;

import dev.levada.faults.replicas.MemberFault;
import dev.levada.faults.replicas.StoreProcesses;
import dev.levada.replication.Client;
import dev.levada.replication.MemberProcesses;
import dev.levada.replication.client.RetryPolicy;
import dev.levada.replication.history.Registers.Operation;
import dev.levada.replication.history.Seen.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The library, with members in processes of their own and one client of them. */
public final class LibraryService implements StoreService {

    /** For the service loader. */
    public LibraryService() {}

    @Override
    public String label() {
        return "library";
    }

    @Override
    public int port() {
        return 5456;
    }

    @Override
    public boolean replicated() {
        return true;
    }

    @Override
    public Store open(Group group) throws IOException {
        StoreProcesses members = StoreProcesses.start(
                group.replicas(),
                group.directory(),
                MemberProcesses.Options.of(group.timings()).withConsensus(group.consensus()),
                false);
        return new Registers(members, members.client(new RetryPolicy(Duration.ofMillis(500), HttpFront.PATIENCE)));
    }

    private record Registers(StoreProcesses members, Client<Operation, Optional<String>> client) implements Store {

        @Override
        public CompletableFuture<?> get(String key) {
            return client.queryAsync(new Operation(Kind.GET, key, List.of()));
        }

        @Override
        public CompletableFuture<?> put(String key, String value) {
            return client.sendAsync(new Operation(Kind.PUT, key, List.of(value)));
        }

        @Override
        public void awaitWhole() throws IOException {
            String unused = members.awaitWhole();
        }

        @Override
        public String strike(MemberFault fault) throws IOException, InterruptedException {
            return members.strike(fault, members.awaitWhole());
        }

        @Override
        public void heal() throws IOException, InterruptedException {
            members.heal();
        }

        @Override
        public void close() throws IOException {
            client.close();
            members.close();
        }
    }
}
