package dev.levada.replication.consensus;

/** What a provider offers beyond ordering entries. */
public enum Capability {
    /** Goes on, with all that was acknowledged, while a minority of the members is away. */
    TOLERATES_CRASH,
    /** {@link ConsensusNode#reconfigure}. */
    MEMBERSHIP,
    /** {@link ConsensusNode#transferLeadership}. */
    TRANSFER,
    /** A member that was away does not disturb the others when it comes back. */
    PRE_VOTE,
    /** {@link NodeConfig#tls}; what is at a loopback address alone needs none. */
    TLS,
    /** What is logged carries checksums. */
    LOG_CHECKSUM,
    /** A vote is on the disk before it is given. */
    DURABLE_VOTE
}
