/** State machine replication. */
@org.jspecify.annotations.NullMarked
module dev.levada.replication {
    requires static transitive org.jspecify;
    requires transitive dev.levada.io;
    requires transitive dev.levada.api;
    requires dev.levada.core;

    exports dev.levada.replication;
    exports dev.levada.replication.client;
    exports dev.levada.replication.consensus;
    exports dev.levada.replication.history;
    exports dev.levada.replication.replica;
    exports dev.levada.replication.sequencer;
    exports dev.levada.replication.session;

    uses dev.levada.replication.consensus.ConsensusProvider;

    provides dev.levada.replication.consensus.ConsensusProvider with
            dev.levada.replication.sequencer.SequencerProvider;
}
