package dev.levada.replication.contract;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.replication.consensus.ConsensusException;
import dev.levada.replication.sequencer.SequencerProvider;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SequencerContractTest extends ConsensusContract {

    SequencerContractTest() {
        super(new SequencerProvider(), 1);
    }

    @Test
    void severalMembersAreRefused(@TempDir Path other) throws Exception {
        try (TestGroup three = new TestGroup(new SequencerProvider(), other, 3, 1)) {
            assertThatThrownBy(three::open)
                    .isInstanceOf(ConsensusException.class)
                    .hasMessageContaining("choose a provider that agrees among several");
        }
    }
}
