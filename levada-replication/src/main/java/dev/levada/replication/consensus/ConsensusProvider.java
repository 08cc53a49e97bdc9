package dev.levada.replication.consensus;

import java.util.Set;

/** A way to agree. Found by {@link java.util.ServiceLoader}. */
public interface ConsensusProvider {

    /** What it is chosen by, in lower case. */
    String name();

    /** What its nodes offer. */
    Set<Capability> capabilities();

    /**
     * Begins to take part, and returns without waiting for the others. What the directory holds was handed to
     * {@code log} when the node applies its next entry.
     *
     * @throws ConsensusException {@link ConsensusException.Kind#FATAL} if this cannot be; nothing is left open then
     */
    ConsensusNode open(NodeConfig config, ReplicatedLog log) throws ConsensusException;
}
