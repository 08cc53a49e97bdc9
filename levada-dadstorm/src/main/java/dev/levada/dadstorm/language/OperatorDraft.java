package dev.levada.dadstorm.language;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the clauses read so far say of an operator. Confined to the parser. */
final class OperatorDraft {

    private final Word id;
    private final Map<Clause, SourcePosition> clauses = new EnumMap<>(Clause.class);
    private List<Word> sources = new ArrayList<>();
    private List<ReplicaAddress> addresses = new ArrayList<>();
    private boolean addressesAreSound = true;
    private int replicas;
    private @Nullable Routing routing;
    private @Nullable OperatorSpec spec;

    OperatorDraft(Word id) {
        this.id = id;
    }

    String id() {
        return id.text();
    }

    SourcePosition position() {
        return id.position();
    }

    /** Notes where a clause begins; returns where the same clause began before, or null. */
    @Nullable
    SourcePosition begin(Clause clause, SourcePosition position) {
        return clauses.putIfAbsent(clause, position);
    }

    void sources(List<Word> given) {
        sources = given;
    }

    List<Word> sources() {
        return sources;
    }

    void replicas(int given) {
        replicas = given;
    }

    /** Returns 0 while the replication factor is unknown. */
    int replicas() {
        return replicas;
    }

    void routing(@Nullable Routing given) {
        routing = given;
    }

    /** @param sound false if others were given, of which no address could be made */
    void addresses(List<ReplicaAddress> given, boolean sound) {
        addresses = given;
        addressesAreSound = sound;
    }

    /** Returns the addresses that are used, in the order of the replicas. */
    List<ReplicaAddress> addresses() {
        return replicas == 0 ? addresses : addresses.subList(0, Math.min(replicas, addresses.size()));
    }

    void spec(@Nullable OperatorSpec given) {
        spec = given;
    }

    /**
     * Makes the definition, once all clauses are read.
     *
     * @param ids of all operators of the configuration; a source that is none of these is a file
     * @return null if something is missing or was not understood; all of it is told by then
     */
    @Nullable
    OperatorDefinition define(Set<String> ids, Problems problems) {
        tellMissingClauses(problems);
        tellWrongNumberOfAddresses(problems);
        if (sources.isEmpty()
                || replicas == 0
                || routing == null
                || spec == null
                || addresses().size() != replicas) {
            return null;
        }
        List<Input> inputs = sources.stream().map(source -> input(source, ids)).toList();
        return new OperatorDefinition(position(), id(), inputs, replicas, routing, addresses(), spec);
    }

    private static Input input(Word source, Set<String> ids) {
        return ids.contains(source.text())
                ? new Input.FromOperator(source.position(), source.text())
                : new Input.FromFile(source.position(), source.text());
    }

    private void tellMissingClauses(Problems problems) {
        for (Clause clause : Clause.values()) {
            if (!clauses.containsKey(clause)) {
                problems.error(
                        position(),
                        "operator %s has no %s".formatted(id(), clause),
                        "add one, for example " + clause.example());
            }
        }
    }

    private void tellWrongNumberOfAddresses(Problems problems) {
        SourcePosition position = clauses.get(Clause.ADDRESS);
        if (position == null || replicas == 0 || addresses.isEmpty() || !addressesAreSound) {
            return;
        }
        if (addresses.size() < replicas) {
            problems.error(
                    position,
                    "operator %s has REP_FACT %d, but addresses for %d".formatted(id(), replicas, addresses.size()),
                    "give every replica an address");
        } else if (addresses.size() > replicas) {
            problems.warning(
                    addresses.get(replicas).position(),
                    "operator %s has REP_FACT %d, and addresses for %d".formatted(id(), replicas, addresses.size()),
                    "the addresses from this one on are not used");
        }
    }
}
