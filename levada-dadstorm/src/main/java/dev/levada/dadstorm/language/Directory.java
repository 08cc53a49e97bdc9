package dev.levada.dadstorm.language;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The operators and replicas that a command can be aimed at. */
final class Directory {

    private static final int MAX_SHOWN = 10;

    private final Map<String, Integer> replicas = new LinkedHashMap<>();
    private final Map<String, Target> targets = new HashMap<>();

    static Directory of(Configuration configuration) {
        Directory directory = new Directory();
        configuration
                .operators()
                .forEach(operator -> directory.add(operator.id(), operator.replicas(), operator.addresses()));
        return directory;
    }

    static Directory of(Map<String, Integer> replicas) {
        Directory directory = new Directory();
        replicas.forEach((operator, count) -> directory.add(operator, count, List.of()));
        return directory;
    }

    /** @param replicas 0 if it is not known how many there are */
    void add(String operator, int replicas, List<ReplicaAddress> addresses) {
        this.replicas.put(operator, replicas);
        for (int replica = 0; replica < addresses.size(); replica++) {
            targets.putIfAbsent(key(addresses.get(replica)), new Target(operator, replica));
        }
    }

    boolean hasOperator(String operator) {
        return replicas.containsKey(operator);
    }

    /** Tells whether the operator may have that many replicas. */
    boolean hasReplica(String operator, int replica) {
        int count = replicas.getOrDefault(operator, 0);
        return count == 0 || replica < count;
    }

    int replicas(String operator) {
        return replicas.getOrDefault(operator, 0);
    }

    /** Returns null if no replica listens there. */
    @Nullable
    Target at(ReplicaAddress address) {
        return targets.get(key(address));
    }

    /** Says which operators there are. */
    @Override
    public String toString() {
        String shown = replicas.keySet().stream().limit(MAX_SHOWN).collect(Collectors.joining(", "));
        return replicas.isEmpty()
                ? "there are no operators"
                : "the operators are " + shown + (replicas.size() > MAX_SHOWN ? ", ..." : "");
    }

    private static String key(ReplicaAddress address) {
        return address.endpoint() + "/" + address.name();
    }
}
