package dev.levada.replication.sequencer;

import dev.levada.replication.consensus.Capability;
import dev.levada.replication.consensus.ConsensusException;
import dev.levada.replication.consensus.ConsensusNode;
import dev.levada.replication.consensus.ConsensusProvider;
import dev.levada.replication.consensus.NodeConfig;
import dev.levada.replication.consensus.ReplicatedLog;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;

/** Groups of one member. */
public final class SequencerProvider implements ConsensusProvider {
    /** What it is chosen by. */
    public static final String NAME = "sequencer";

    /** One for any number of groups. */
    public SequencerProvider() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.of(Capability.LOG_CHECKSUM);
    }

    @Override
    public ConsensusNode open(NodeConfig config, ReplicatedLog log) throws ConsensusException {
        if (config.members().size() != 1) {
            throw ConsensusException.of(
                    ConsensusException.Kind.FATAL,
                    "the sequencer has 1 member, asked for %d; choose a provider that agrees among several, such as ratis"
                            .formatted(config.members().size()));
        }
        try {
            return SequencerNode.open(config, log);
        } catch (IOException e) {
            throw ConsensusException.of(
                    ConsensusException.Kind.FATAL,
                    "member '%s' cannot use %s: %s".formatted(config.self(), config.directory(), e.getMessage()),
                    e);
        }
    }
}
