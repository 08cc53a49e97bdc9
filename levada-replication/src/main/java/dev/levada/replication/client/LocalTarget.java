package dev.levada.replication.client;

import dev.levada.replication.replica.Replica;
import dev.levada.replication.session.Answer;
import dev.levada.replication.session.Operation;
import java.util.concurrent.CompletableFuture;

/** A member in this process, which outlives the client. */
public record LocalTarget(String id, Replica replica) implements Target {

    @Override
    public CompletableFuture<Answer> ask(Operation operation) {
        return replica.ask(operation);
    }

    @Override
    public void close() {}
}
