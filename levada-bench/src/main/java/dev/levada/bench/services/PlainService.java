package dev.levada.bench.services;

import dev.levada.faults.replicas.MemberFault;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** A map, without replicas: what HTTP alone costs. */
public final class PlainService implements StoreService {

    /** For the service loader. */
    public PlainService() {}

    @Override
    public String label() {
        return "plain";
    }

    @Override
    public int port() {
        return 5454;
    }

    @Override
    public boolean replicated() {
        return false;
    }

    @Override
    public Store open(Group group) {
        return new Values(new ConcurrentHashMap<>());
    }

    private record Values(Map<String, String> values) implements Store {

        @Override
        public CompletableFuture<?> get(String key) {
            return CompletableFuture.completedFuture(values.getOrDefault(key, ""));
        }

        @Override
        public CompletableFuture<?> put(String key, String value) {
            values.put(key, value);
            return CompletableFuture.completedFuture(value);
        }

        @Override
        public void awaitWhole() {}

        @Override
        public String strike(MemberFault fault) {
            throw new IllegalStateException("there is no member that could be struck");
        }

        @Override
        public void heal() {}

        @Override
        public void close() {}
    }
}
