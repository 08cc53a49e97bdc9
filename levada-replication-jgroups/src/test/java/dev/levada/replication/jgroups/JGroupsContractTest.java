package dev.levada.replication.jgroups;

import dev.levada.replication.contract.ConsensusContract;

final class JGroupsContractTest extends ConsensusContract {

    JGroupsContractTest() {
        super(new JGroupsProvider(), 3);
    }
}
