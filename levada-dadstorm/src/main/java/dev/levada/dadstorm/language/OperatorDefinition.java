package dev.levada.dadstorm.language;

import java.util.List;

/**
 * One operator of a configuration, sound in itself.
 *
 * @param id letters, digits and underscores; unique in its configuration, where upper and lower case differ
 * @param inputs at least one, none twice
 * @param replicas from 1
 * @param addresses one for each replica, in the order of their numbers, which start at 0
 */
public record OperatorDefinition(
        SourcePosition position,
        String id,
        List<Input> inputs,
        int replicas,
        Routing routing,
        List<ReplicaAddress> addresses,
        OperatorSpec spec) {

    public OperatorDefinition {
        if (addresses.size() != replicas) {
            throw new IllegalArgumentException("operator %s needs an address for each of its %d replicas, but has %d"
                    .formatted(id, replicas, addresses.size()));
        }
        inputs = List.copyOf(inputs);
        addresses = List.copyOf(addresses);
    }
}
