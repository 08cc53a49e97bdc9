package dev.levada.testkit.mutant;

import dev.levada.api.recovery.Recovery;
import dev.levada.testkit.world.Doors;
import java.util.Locale;
import java.util.function.Supplier;

/** A planted bug, and a protocol in which it must be found. */
public enum Mutant {
    /** The coordinator's disk says that it has forced, and has not. */
    FORCE_SKIPPED(Recovery.checkpoint(), RecordMutants.ForceSkipped::new),
    /** Decisions are carried out before they are recorded. */
    ACTS_BEFORE_RECORD(Recovery.checkpoint(), RecordMutants.ActsBeforeRecord::new),
    /** New attempts are not recorded, so a restarted coordinator gives their numbers again. */
    ATTEMPTS_NOT_RECORDED(Recovery.checkpoint(), RecordMutants.AttemptsNotRecorded::new),
    /** Numbers of epochs are not reserved. */
    EPOCHS_NOT_RESERVED(Recovery.checkpoint(), RecordMutants.EpochsNotReserved::new),
    /** A log with a torn tail is taken for an empty one. */
    TORN_TAIL_TAKEN_FOR_EMPTY(Recovery.checkpoint(), RecordMutants.TornTailTakenForEmpty::new),
    /** The last decision is lost with each restart. */
    LAST_DECISION_LOST(Recovery.checkpoint(), RecordMutants.LastDecisionLost::new),
    /** Tasks that stay go on listening to attempts that are void. */
    NOT_DISCONNECTED(Recovery.atLeastOnceSnapshot(), HostMutants.NotDisconnected::new),
    /** Frames, connections and acknowledgements count whichever attempt they are of. */
    ANY_ATTEMPT_ACCEPTED(Recovery.atLeastOnceSnapshot(), HostMutants.AnyAttemptAccepted::new),
    /** The store takes what void attempts write. */
    NO_FLOORS(Recovery.checkpoint(), HostMutants.NoFloors::new),
    /** The store says that it has stored, and now and then has not. */
    STORED_LATER(Recovery.checkpoint(), HostMutants.StoredLater::new),
    /** A lost connection goes on one number too far. */
    RECONNECTED_BEHIND(Recovery.atLeastOnceSnapshot(), HostMutants.ReconnectedBehind::new),
    /** A task that stays does not say which inputs have ended. */
    ENDS_NOT_TOLD(Recovery.atLeastOnceSnapshot(), HostMutants.EndsNotTold::new),
    /** A task that stays says of the last element that it has not arrived. */
    ARRIVED_TOO_LOW(Recovery.atLeastOnceSnapshot(), HostMutants.ArrivedTooLow::new),
    /** Snapshots count whichever attempt and epoch they are of. */
    ANY_SNAPSHOT_COUNTS(Recovery.checkpoint(), HostMutants.AnySnapshotCounts::new),
    /** New attempts begin with the newest snapshot there is, of a complete epoch or not. */
    NEWEST_SNAPSHOT_TAKEN(Recovery.checkpoint(), HostMutants.NewestSnapshotTaken::new),
    /** A new attempt of a sink is not told what was prepared. */
    PREPARED_FORGOTTEN(Recovery.checkpoint(), StartMutants.PreparedForgotten::new),
    /** State is not restored. */
    STATE_FORGOTTEN(Recovery.checkpoint(), StartMutants.StateForgotten::new),
    /** Sources begin one record too late. */
    POSITION_TOO_FAR(Recovery.checkpoint(), StartMutants.PositionTooFar::new),
    /** Sources begin one record too early. */
    POSITION_TOO_NEAR(Recovery.checkpoint(), StartMutants.PositionTooNear::new),
    /** New attempts number their output from 1 again. */
    NUMBERS_RESTARTED(Recovery.atLeastOnceSnapshot(), StartMutants.NumbersRestarted::new),
    /** A task that had finished ends again. */
    FINISH_FORGOTTEN(Recovery.checkpoint(), StartMutants.FinishForgotten::new),
    /** A snapshot is taken at the first barrier, not at the last. */
    CUT_AT_FIRST_BARRIER(Recovery.atLeastOnceSnapshot(), ProtocolMutants.CutAtFirstBarrier::new),
    /** No input waits for the others at a barrier. */
    NOT_BLOCKED(Recovery.checkpoint(), ProtocolMutants.NotBlocked::new),
    /** Output is shown when it is prepared. */
    COMMITTED_AT_CUT(Recovery.checkpoint(), ProtocolMutants.CommittedAtCut::new),
    /** Producers keep one number too little. */
    RELEASED_EARLY(Recovery.atLeastOnceSnapshot(), ProtocolMutants.ReleasedEarly::new),
    /** Nothing that was sent is kept. */
    NOTHING_RETAINED(Recovery.checkpoint(), ProtocolMutants.NothingRetained::new),
    /** Input is acknowledged when it is processed, whatever becomes of the output. */
    ACKNOWLEDGED_EARLY(Recovery.atLeastOnce(), ProtocolMutants.AcknowledgedEarly::new),
    /** At most once, records go on before the position after them is recorded. */
    POSITION_RECORDED_LATE(Recovery.none(), ProtocolMutants.PositionRecordedLate::new);

    private final Recovery protocol;
    private final Supplier<Doors> doors;

    Mutant(Recovery protocol, Supplier<Doors> doors) {
        this.protocol = protocol;
        this.doors = doors;
    }

    /** The protocol in which it is looked for. */
    public Recovery protocol() {
        return protocol;
    }

    /** For one run. */
    public Doors doors() {
        return doors.get();
    }

    /** The name on the command line: {@code no-floors}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws IllegalArgumentException if there is none of that name */
    public static Mutant parse(String label) {
        for (Mutant mutant : values()) {
            if (mutant.label().equalsIgnoreCase(label)) {
                return mutant;
            }
        }
        throw new IllegalArgumentException("there is no planted bug '%s'".formatted(label));
    }
}
