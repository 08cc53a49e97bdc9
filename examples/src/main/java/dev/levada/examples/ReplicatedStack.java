package dev.levada.examples;

import dev.levada.examples.ReplicatedStack.Command;
import dev.levada.replication.Client;
import dev.levada.replication.Replicated;
import dev.levada.replication.SnapshotInput;
import dev.levada.replication.SnapshotOutput;
import dev.levada.replication.StateMachine;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** A stack with three replicas: all push and pop in the same order, and one of them may be lost. */
public final class ReplicatedStack implements StateMachine<Command, Optional<String>> {
    private final Deque<String> values = new ArrayDeque<>();

    /** What can be asked for. */
    public sealed interface Command permits Push, Pop, Peek {}

    public record Push(String value) implements Command {}

    public record Pop() implements Command {}

    public record Peek() implements Command {}

    @Override
    public Optional<String> apply(Command command) {
        if (command instanceof Push push) {
            values.push(push.value());
        }
        return command instanceof Pop ? Optional.ofNullable(values.poll()) : query(command);
    }

    @Override
    public Optional<String> query(Command peek) {
        return Optional.ofNullable(values.peek());
    }

    @Override
    public void snapshot(SnapshotOutput out) throws IOException {
        out.write(List.copyOf(values));
    }

    @Override
    public void restore(SnapshotInput in) throws IOException {
        values.addAll(in.<List<String>>read());
    }

    public static void main(String[] args) {
        try (Replicated<Command, Optional<String>> stack =
                        Replicated.of(ReplicatedStack::new).replicas(3).start();
                Client<Command, Optional<String>> client = stack.client()) {
            System.out.println("push a: " + client.send(new Push("a")));
            System.out.println("push b: " + client.send(new Push("b")));
            System.out.println("pop: " + client.send(new Pop()));
            System.out.println("peek: " + client.query(new Peek()));
            System.out.println("pop: " + client.send(new Pop()));
            System.out.println("pop: " + client.send(new Pop()));
        }
    }
}
