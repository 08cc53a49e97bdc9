package dev.levada.recovery;

import dev.levada.api.recovery.Guarantee;
import dev.levada.api.recovery.Recovery;
import dev.levada.core.recovery.RecoveryProtocol;
import dev.levada.recovery.none.NoRecovery;

/** Makes the protocol for a user's choice. */
public final class Protocols {

    private Protocols() {}

    /** @param guarantee what the job promises, which decides whether it may go on after a loss */
    public static RecoveryProtocol of(Recovery recovery, Guarantee guarantee) {
        return switch ((Recovery.None) recovery) {
            case INSTANCE -> new NoRecovery(guarantee);
        };
    }
}
