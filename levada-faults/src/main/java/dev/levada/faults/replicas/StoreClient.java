package dev.levada.faults.replicas;

import dev.levada.replication.Client;
import dev.levada.replication.NotAppliedException;
import dev.levada.replication.UnknownOutcomeException;
import dev.levada.replication.history.Registers.Operation;
import dev.levada.replication.history.Seen;
import dev.levada.replication.history.Seen.Kind;
import dev.levada.replication.history.Seen.Status;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * Does operations, and tells what it saw. Values are numbers, so that all can be incremented. Confined to one thread.
 */
final class StoreClient {
    private final Client<Operation, Optional<String>> client;
    private final LoadSettings settings;
    private final long startNanos;
    private final Random random;
    private final Map<String, String> lastSeen = new HashMap<>();
    private int process;

    StoreClient(Client<Operation, Optional<String>> client, int number, LoadSettings settings, long startNanos) {
        this.client = client;
        this.settings = settings;
        this.startNanos = startNanos;
        this.random = new Random(settings.seed() * 1_000_003 + number);
        this.process = number;
    }

    Seen operation(int number) {
        return seen(drawn(number));
    }

    /** The last are one look at each key: what was acknowledged must be there. */
    private Operation drawn(int number) {
        int look = number - (settings.operations() - settings.keys());
        if (look >= 0 && settings.keys() * 10 <= settings.operations()) {
            return new Operation(Kind.GET, key(look), List.of());
        }
        String key = key(random.nextInt(settings.keys()));
        int drawn = random.nextInt(100);
        if (drawn < 40) {
            return new Operation(Kind.GET, key, List.of());
        }
        if (drawn < 60) {
            return new Operation(Kind.PUT, key, List.of(fresh(number)));
        }
        if (drawn < 80) {
            return new Operation(Kind.CAS, key, List.of(lastSeen.getOrDefault(key, "0"), fresh(number)));
        }
        return new Operation(drawn < 95 ? Kind.INC : Kind.DELETE, key, List.of());
    }

    private static String key(int number) {
        return "k" + number;
    }

    /** A value that no other operation puts, so that a wrong one shows; increments between two of them have room. */
    private static String fresh(int number) {
        return String.valueOf((number + 1L) * 1_000);
    }

    private Seen seen(Operation operation) {
        long call = now();
        try {
            Optional<String> result = operation.kind() == Kind.GET ? client.query(operation) : client.send(operation);
            remember(operation, result);
            return seen(operation, result, call, now(), Status.OK);
        } catch (NotAppliedException e) {
            return seen(operation, Optional.empty(), call, now(), Status.FAIL);
        } catch (UnknownOutcomeException e) {
            Seen seen = seen(operation, Optional.empty(), call, Long.MAX_VALUE, Status.INFO);
            process += settings.clients(); // it may still be going on, so what follows is another's
            return seen;
        }
    }

    private void remember(Operation operation, Optional<String> result) {
        switch (operation.kind()) {
            case GET, INC -> result.ifPresent(value -> lastSeen.put(operation.key(), value));
            case PUT -> lastSeen.put(operation.key(), operation.arguments().get(0));
            case CAS, DELETE -> {}
        }
    }

    private Seen seen(Operation operation, Optional<String> result, long call, long end, Status status) {
        return new Seen(
                String.valueOf(process),
                operation.kind(),
                operation.key(),
                operation.arguments(),
                result,
                call,
                end,
                status);
    }

    private long now() {
        return System.nanoTime() - startNanos;
    }
}
