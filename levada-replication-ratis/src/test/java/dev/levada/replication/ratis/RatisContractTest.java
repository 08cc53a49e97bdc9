package dev.levada.replication.ratis;

import dev.levada.replication.contract.ConsensusContract;

final class RatisContractTest extends ConsensusContract {

    RatisContractTest() {
        super(new RatisProvider(), 3);
    }
}
