package dev.levada.replication.jgroups;

import dev.levada.io.disk.FileDisk;
import dev.levada.replication.consensus.Capability;
import dev.levada.replication.consensus.ConsensusException;
import dev.levada.replication.consensus.ConsensusNode;
import dev.levada.replication.consensus.ConsensusProvider;
import dev.levada.replication.consensus.NodeConfig;
import dev.levada.replication.consensus.ReplicatedLog;
import java.util.EnumSet;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Groups of any number of members, on loopback addresses: many small commands at little cost. Elections follow JGroups'
 * own view of who is there, so a leader that stands still is missed later than with Ratis: after 2 to 3 s.
 */
public final class JGroupsProvider implements ConsensusProvider {
    /** It warns of each message to a member that has left; kept here, or the setting would be collected as garbage. */
    private static final Logger LOGGER = Logger.getLogger("org.jgroups");

    static {
        if (LOGGER.getLevel() == null) {
            LOGGER.setLevel(Level.SEVERE);
        }
    }

    /** For the service loader. */
    public JGroupsProvider() {}

    @Override
    public String name() {
        return "jgroups";
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.of(
                Capability.TOLERATES_CRASH,
                Capability.MEMBERSHIP,
                Capability.PRE_VOTE,
                Capability.TLS,
                Capability.LOG_CHECKSUM,
                Capability.DURABLE_VOTE);
    }

    @Override
    public ConsensusNode open(NodeConfig config, ReplicatedLog log) throws ConsensusException {
        config.requireTlsBeyondLoopback();
        try {
            FileDisk disk = FileDisk.open(config.directory());
            try {
                return JGroupsNode.open(config, log, disk);
            } catch (Exception e) {
                disk.close();
                throw e;
            }
        } catch (Exception e) { // JGroups declares nothing else
            throw ConsensusException.of(
                    ConsensusException.Kind.FATAL,
                    "member '%s' cannot start on %s with %s: %s"
                            .formatted(
                                    config.self(), config.selfMember().address(), config.directory(), e.getMessage()),
                    e);
        }
    }
}
