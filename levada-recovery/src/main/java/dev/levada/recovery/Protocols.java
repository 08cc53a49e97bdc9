package dev.levada.recovery;

import dev.levada.api.recovery.Recovery;
import dev.levada.core.recovery.RecoveryProtocol;
import dev.levada.recovery.acknowledge.Acknowledgement;
import dev.levada.recovery.backtrack.Backtracking;
import dev.levada.recovery.checkpoint.Checkpoint;
import dev.levada.recovery.log.causal.Causal;
import dev.levada.recovery.log.pessimistic.Pessimistic;
import dev.levada.recovery.none.NoRecovery;

/** Makes the protocol for a user's choice. */
public final class Protocols {

    private Protocols() {}

    /** @param replaces whether failed tasks are brought back where the protocol can do without them */
    public static RecoveryProtocol of(Recovery recovery, boolean replaces) {
        return switch ((Recovery.Standard) recovery) {
            case AT_MOST_ONCE -> new NoRecovery(replaces);
            case AT_LEAST_ONCE -> new Acknowledgement();
            case AT_LEAST_ONCE_SNAPSHOT -> new Checkpoint(Checkpoint.Mode.UNALIGNED);
            case CHECKPOINT -> aligned();
            case PESSIMISTIC -> new Pessimistic(aligned());
            case CAUSAL -> new Causal(aligned(), 1);
            case BACKTRACKING -> new Backtracking(aligned(), new Pessimistic(aligned()));
        };
    }

    private static RecoveryProtocol aligned() {
        return new Checkpoint(Checkpoint.Mode.ALIGNED);
    }
}
