package dev.levada.replication.ratis;

import dev.levada.replication.consensus.Capability;
import dev.levada.replication.consensus.ConsensusException;
import dev.levada.replication.consensus.ConsensusNode;
import dev.levada.replication.consensus.ConsensusProvider;
import dev.levada.replication.consensus.NodeConfig;
import dev.levada.replication.consensus.ReplicatedLog;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Groups of any number of members. */
public final class RatisProvider implements ConsensusProvider {
    /** Ratis' own Netty and gRPC tell of each connection; kept here, or the setting would be collected as garbage. */
    private static final Logger NETWORK = Logger.getLogger("org.apache.ratis.thirdparty.io");

    static {
        if (NETWORK.getLevel() == null) {
            NETWORK.setLevel(Level.WARNING);
        }
    }

    @Override
    public String name() {
        return "ratis";
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.of(
                Capability.TOLERATES_CRASH,
                Capability.MEMBERSHIP,
                Capability.TRANSFER,
                Capability.PRE_VOTE,
                Capability.TLS,
                Capability.LOG_CHECKSUM,
                Capability.DURABLE_VOTE);
    }

    @Override
    public ConsensusNode open(NodeConfig config, ReplicatedLog log) throws ConsensusException {
        config.requireTlsBeyondLoopback();
        try {
            return RatisNode.open(config, log);
        } catch (IOException | RuntimeException e) {
            throw ConsensusException.of(
                    ConsensusException.Kind.FATAL,
                    "member '%s' cannot start on %s with %s: %s"
                            .formatted(
                                    config.self(), config.selfMember().address(), config.directory(), e.getMessage()),
                    e);
        }
    }
}
