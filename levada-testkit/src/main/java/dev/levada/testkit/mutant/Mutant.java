package dev.levada.testkit.mutant;

import dev.levada.api.recovery.Recovery;
import dev.levada.api.recovery.Recovery.Inputs;
import dev.levada.api.recovery.Recovery.Log;
import dev.levada.api.recovery.Recovery.Standard;
import dev.levada.core.state.KeyedTimers;
import dev.levada.testkit.world.Doors;
import dev.levada.testkit.world.Mixture;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A planted bug, and the protocols in which it must be found. */
public enum Mutant {
    /** The coordinator's disk says that it has forced, and has not. */
    FORCE_SKIPPED(Standard.CHECKPOINT),
    /** Decisions are carried out before they are recorded. */
    ACTS_BEFORE_RECORD(Standard.CHECKPOINT),
    /** New attempts are not recorded, so a restarted coordinator gives their numbers again. */
    ATTEMPTS_NOT_RECORDED(Standard.CHECKPOINT),
    /** Numbers of epochs are not reserved. */
    EPOCHS_NOT_RESERVED(Standard.CHECKPOINT),
    /** A log with a torn tail is taken for an empty one. */
    TORN_TAIL_TAKEN_FOR_EMPTY(Standard.CHECKPOINT),
    /** The last decision is lost with each restart. */
    LAST_DECISION_LOST(Standard.CHECKPOINT),
    /** Tasks that stay go on listening to attempts that are void. */
    NOT_DISCONNECTED(Standard.AT_LEAST_ONCE_SNAPSHOT),
    /** Frames, connections and acknowledgements count whichever attempt they are of. */
    ANY_ATTEMPT_ACCEPTED(Standard.AT_LEAST_ONCE_SNAPSHOT),
    /** The store takes what void attempts write. */
    NO_FLOORS(Standard.CHECKPOINT),
    /** The store says that it has stored, and now and then has not. */
    STORED_LATER(Standard.CHECKPOINT),
    /** A lost connection goes on one number too far. */
    RECONNECTED_BEHIND(Standard.AT_LEAST_ONCE_SNAPSHOT),
    /** A task that stays does not say which inputs have ended. */
    ENDS_NOT_TOLD(Standard.AT_LEAST_ONCE_SNAPSHOT),
    /** A task that stays says of the last element that it has not arrived. */
    ARRIVED_TOO_LOW(Standard.AT_LEAST_ONCE_SNAPSHOT),
    /** Snapshots count whichever attempt and epoch they are of. */
    ANY_SNAPSHOT_COUNTS(Standard.CHECKPOINT),
    /** New attempts begin with the newest snapshot there is, of a complete epoch or not. */
    NEWEST_SNAPSHOT_TAKEN(Standard.CHECKPOINT),
    /** A new attempt of a sink is not told what was prepared. */
    PREPARED_FORGOTTEN(Standard.CHECKPOINT),
    /** State is not restored. */
    STATE_FORGOTTEN(Standard.CHECKPOINT),
    /** Sources begin one record too late. */
    POSITION_TOO_FAR(Standard.CHECKPOINT),
    /** Sources begin one record too early. */
    POSITION_TOO_NEAR(Standard.CHECKPOINT),
    /** New attempts number their output from 1 again. */
    NUMBERS_RESTARTED(Standard.AT_LEAST_ONCE_SNAPSHOT),
    /** A task that had finished ends again. */
    FINISH_FORGOTTEN(Standard.CHECKPOINT),
    /** A snapshot is taken at the first barrier, not at the last. */
    CUT_AT_FIRST_BARRIER(Standard.AT_LEAST_ONCE_SNAPSHOT),
    /** No input waits for the others at a barrier. */
    NOT_BLOCKED(Standard.CHECKPOINT),
    /** Output is shown when it is prepared. */
    COMMITTED_AT_CUT(Standard.CHECKPOINT),
    /** Producers keep one number too little. */
    RELEASED_EARLY(Standard.AT_LEAST_ONCE_SNAPSHOT),
    /** Nothing that was sent is kept. */
    NOTHING_RETAINED(Standard.CHECKPOINT),
    /** Input is acknowledged when it is processed, whatever becomes of the output. */
    ACKNOWLEDGED_EARLY(Standard.AT_LEAST_ONCE),
    /** At most once, records go on before the position after them is recorded. */
    POSITION_RECORDED_LATE(Standard.AT_MOST_ONCE),
    /** What leaves a task does not wait for its log. */
    GATE_OPEN(Standard.PESSIMISTIC),
    /** The log of a worker says that it was forced, and was not. */
    LOG_NOT_FORCED(Standard.PESSIMISTIC),
    /** What a new attempt has taken over is not in its own log. */
    TAKEN_OVER_NOT_LOGGED(Standard.PESSIMISTIC),
    /** A replay takes one element too little from an input before it takes from another. */
    ORDER_ONE_SHORT(Standard.PESSIMISTIC),
    /** A replay does not end the epochs that were ended. */
    CUT_NOT_REPEATED(Standard.PESSIMISTIC),
    /** What goes in turn goes on over the end of an epoch. */
    TURNS_GO_ON(Standard.PESSIMISTIC),
    /** Logs are dropped one epoch too early. */
    DETERMINANTS_DROPPED_EARLY(Standard.PESSIMISTIC),
    /** What void attempts have logged counts, if it is more. */
    ZOMBIE_DETERMINANTS_COUNT(Standard.PESSIMISTIC),
    /** A replay is told another time. */
    TIME_READ_ANEW(Standard.PESSIMISTIC),
    /** Of what a task has sent and does not have in memory, a part is dropped that may be asked for. */
    SPILL_DROPPED_EARLY(Standard.PESSIMISTIC),
    /** Producers are told that they need not keep what a consumer has taken, and not in its log. */
    ACKNOWLEDGED_BEFORE_DURABLE(Recovery.pessimistic(Log.CONTENT)),
    /** Of the last that a task took its log says only that it was taken. */
    LAST_CONTENT_MISSING(Recovery.pessimistic(Log.CONTENT)),
    /** Where elements are logged, the log does not say which barriers were passed between them. */
    PASSED_NOT_LOGGED(Recovery.pessimistic(Log.CONTENT)),
    /** Of what an attempt has taken over only the end is read again. */
    PARTS_NOT_READ(Recovery.pessimistic(Log.CONTENT)),
    /** Every other frame carries nothing of what it depends on. */
    NOT_ATTACHED(Standard.CAUSAL),
    /** Of a task's consumers only one is told, as if it had what was sent to it, and that were enough. */
    HELD_WHEN_SENT(Standard.CAUSAL),
    /** Who has left tasks that will be replaced says so before what is known of them is where it is found. */
    NOT_HANDED_IN(Standard.CAUSAL),
    /** However many workers are lost, it is taken for granted that others know what their tasks chose. */
    LOSSES_NOT_COUNTED(Standard.CAUSAL),
    /** What a task chose is handed on to one worker too few. */
    HOP_TOO_FEW(Recovery.causal(2)),
    /** A worker is not told what was chosen in it before: as if its process were the one that was lost, and knew. */
    SUCCESSOR_NOT_TOLD(Recovery.causal(2)),
    /** A worker is one of those in whose memory its log must be. */
    COUNTS_ITSELF_AS_HOLDER(Recovery.pessimistic(1)),
    /** A log counts as held when it was sent to be. */
    HELD_BEFORE_ANSWER(Recovery.pessimistic(1)),
    /** Processes that were given up go on to count as holders. */
    GIVEN_UP_HOLDER_COUNTS(Recovery.pessimistic(1)),
    /** However many workers are lost, it is taken for granted that the others hold their logs. */
    LOST_HOLDERS_NOT_COUNTED(Recovery.pessimistic(2)),
    /** A copy counts that is taken after its holder has handed in what it holds for a recovery. */
    LATE_COPY_TAKEN(Recovery.pessimistic(1)),
    /** A task is done in one process too few before what follows from it leaves. */
    REPLICA_TOO_FEW(Standard.REPLICATED),
    /** Processes that were given up go on to count among the replicas of a task. */
    GIVEN_UP_REPLICA_COUNTS(Standard.REPLICATED),
    /** However many workers are lost, it is taken for granted that a replica is left that has all. */
    LOST_REPLICAS_NOT_COUNTED(Recovery.replicated(5)),
    /** A follower that leads goes on from what its own process holds, whatever others do. */
    LEADS_BY_OWN_LOG(Standard.REPLICATED),
    /** A follower keeps nothing of what it has done for consumers: the leader has sent it. */
    FOLLOWER_RELEASES(Standard.REPLICATED),
    /** A follower begins without the state that the snapshot has. */
    FOLLOWER_STATE_FORGOTTEN(Standard.REPLICATED),
    /** A log on the disk of a host counts when it was written, and not when it was forced. */
    COUNTED_WHEN_WRITTEN(Recovery.pessimisticOnHost()),
    /** Another disk of a host is taken for the one that had the log: nothing is on it, so nothing was chosen. */
    LOST_DISK_NOT_COUNTED(Recovery.pessimisticOnHost()),
    /** A process that was given up goes on to log when others have read its log. */
    READ_LOG_GROWS(Recovery.pessimisticOnHost()),
    /** A worker says of its own log only what its output depends on, not of those on which it depends itself. */
    DIRECT_DEPENDENCIES_ONLY(Standard.OPTIMISTIC),
    /** Who depends on what is lost does not go back. */
    ORPHANS_STAY(Standard.OPTIMISTIC),
    /** Who stays takes what depends on something lost from those who will go back, and are not replaced yet. */
    TAKEN_BEYOND_LINE(Standard.OPTIMISTIC),
    /** Who goes back repeats all that is in the logs, also what depends on something lost. */
    REPEATED_BEYOND_LINE(Standard.OPTIMISTIC),
    /** Logs do not say on what they depend. */
    DEPENDENCIES_NOT_LOGGED(Standard.OPTIMISTIC),
    /** Who has left tasks that will be replaced says so before its own log is durable. */
    FENCED_BEFORE_WRITTEN(Standard.OPTIMISTIC),
    /** Input is acknowledged when a window ends, although its snapshot is not in the store. */
    ACKNOWLEDGED_AT_CUT(Standard.BACKTRACKING),
    /** Snapshots do not hold what was sent and may be asked for. */
    SENT_FORGOTTEN(Standard.BACKTRACKING),
    /** Tasks go back to snapshots that do not hold what was sent, of epochs that are not complete. */
    BACK_TO_ANY(Standard.BACKTRACKING),
    /** What leaves a source, barriers too, does not wait until another attempt would do the same. */
    SOURCE_GATE_OPEN(Standard.BACKTRACKING),
    /** Tasks with several inputs log nothing. */
    SEVERAL_INPUTS_TAKEN_FOR_ONE(Standard.BACKTRACKING),
    /** Tasks go back to the last complete epoch, and number their output as of their newest snapshot. */
    NUMBERS_OF_NEWEST(Standard.BACKTRACKING),
    /** Input is acknowledged when a window ends within an epoch, although its snapshot is not in the store. */
    WINDOW_ACKNOWLEDGED_AT_END(Recovery.backtracking(3)),
    /** The snapshot of a window within an epoch does not hold what was sent and may be asked for. */
    WINDOW_WITHOUT_SENT(Recovery.backtracking(3)),
    /** A window's snapshot is deleted before the next one is in the store. */
    WINDOW_DELETED_EARLY(Recovery.backtracking(3)),
    /** Logs do not say where windows within an epoch ended. */
    WINDOW_NOT_IN_LOG(Recovery.backtracking(3)),
    /** Tasks go back to a window of an epoch before the complete one. */
    OLD_WINDOW_TAKEN(Recovery.backtracking(3)),
    /** Where inputs are merged in a fixed order, the task goes on with whichever has something. */
    MERGE_GOES_ON_WITH_ANY(Recovery.backtracking(Inputs.MERGED)),
    /** Where inputs are merged in a fixed order, a turn goes on over the end of an epoch. */
    MERGE_TURN_GOES_ON(Recovery.backtracking(Inputs.MERGED)),
    /** A task takes what a producer sent in a new epoch, although it is in the old one itself. */
    COLOUR_IGNORED(Standard.CHECKPOINT),
    /** A task tells its producers how far it is, whether that is before or behind its cut. */
    CURSOR_WITHOUT_COLOUR(Standard.CHECKPOINT),
    /** What is on its way to a task that overtakes is in no snapshot. */
    RANGE_NOT_STORED(Standard.CHECKPOINT),
    /** What was on its way at a cut is dropped when the epoch is complete, processed or not. */
    RELEASED_WHEN_COMPLETE(Standard.CHECKPOINT),
    /** What was on its way at a cut is not sent after a recovery. */
    RANGE_NOT_SENT_AGAIN(Standard.CHECKPOINT),
    /** What comes back in a loop is dropped when an epoch is complete, taken or not. */
    COMING_BACK_RELEASED(Standard.PESSIMISTIC, true),
    /** What is under way in a loop is not sent again after a recovery: as if it were in no snapshot. */
    COMING_BACK_FORGOTTEN(Standard.CAUSAL, true),
    /** A lap says that nobody has taken a record, whoever has. */
    LAPS_TAKEN_FOR_QUIET(Standard.CHECKPOINT, true),
    /** A watermark comes before records that it speaks of. */
    WATERMARK_OVERTAKES(Standard.CHECKPOINT),
    /** A task takes the watermark of one input for that of the others, too. */
    LATEST_OF_CHANNELS(Standard.CHECKPOINT),
    /** Timers are in no snapshot. */
    TIMERS_FORGOTTEN(Standard.CHECKPOINT),
    /** How far event time had come is in no snapshot. */
    WATERMARKS_FORGOTTEN(Standard.PESSIMISTIC),
    /** Logs do not say where a source has told how far event time has come. */
    WATERMARK_PLACE_NOT_LOGGED(Standard.PESSIMISTIC),
    /** Timers by processing time are in no snapshot. */
    CLOCK_TIMERS_FORGOTTEN(Standard.CHECKPOINT),
    /** Logs do not say where timers by processing time fired. */
    CLOCK_TIMERS_NOT_LOGGED(Standard.PESSIMISTIC),
    /** Logs do not say which splits a source waits for no more. */
    IDLENESS_NOT_LOGGED(Standard.PESSIMISTIC),
    /** Which inputs nobody waits for is in no snapshot. */
    IDLENESS_FORGOTTEN(Standard.PESSIMISTIC),
    /** Producers that forget keep nothing for consumers that may go back without them. */
    BORDER_NOT_KEPT,
    /** When a producer begins anew, consumers that repeat exactly stay where they are. */
    DEPENDENTS_STAY,
    /** A task acknowledges the input before its newest snapshot, although it may have to go back further. */
    PROMISED_TOO_MUCH,
    /** What a task may have to take back goes through a gate before its epoch is complete. */
    GATE_OPENS_EARLY,
    /** What waits behind a gate is in no snapshot. */
    HELD_NOT_IN_SNAPSHOT,
    /**
     * What has gone through a gate is dropped when its epoch is complete, whether its consumer may ask for it or not.
     */
    GATED_DROPPED_EARLY,
    /** A sink shows at once what it is given, whether its epoch is complete or not. */
    SHOWN_BEFORE_COMPLETE(Standard.CHECKPOINT),
    /** A sink shows at once what it is given, whether its task's log is durable or not. */
    SHOWN_BEFORE_LOGGED(Standard.PESSIMISTIC),
    /** A sink shows at once what follows from choices that nobody else may know of. */
    SHOWN_BEFORE_SHARED(Standard.CAUSAL),
    /** A sink shows at once what depends on logs that are not durable. */
    SHOWN_BEFORE_STABLE(Standard.OPTIMISTIC),
    /** A sink shows at once what its task does, although that does not follow from its input alone. */
    SHOWN_BEFORE_REPEATABLE(Standard.BACKTRACKING),
    /** A sink shows what its own task can repeat, although others before it may do something else. */
    SHOWN_THOUGH_DRAWN_IN,
    /** A new attempt gives what a sink shows at once other numbers than the last one did. */
    NUMBERED_ANEW(Standard.PESSIMISTIC),
    /** What a sink that shows at once has not shown when an epoch ends is in no snapshot. */
    WAITING_NOT_IN_SNAPSHOT(Standard.CAUSAL),
    /** A new attempt is not told what sinks have shown at once. */
    SHOWN_FORGOTTEN(Standard.PESSIMISTIC),
    /** Calls that are in flight when an epoch ends are in no snapshot. */
    CALLS_FORGOTTEN(Standard.CHECKPOINT),
    /** In a replay calls are made again, and what they say then counts. */
    ANSWERS_NOT_LOGGED(Standard.PESSIMISTIC),
    /** The log does not say which of the calls in flight was answered. */
    ANSWERS_TAKEN_IN_ORDER(Standard.CAUSAL),
    /** Broadcast state is not restored. */
    BROADCAST_FORGOTTEN(Standard.CHECKPOINT),
    /** A new attempt reads all that its log has told ahead, whether it was read or not. */
    UNREAD_IGNORED(Standard.PESSIMISTIC),
    /** A new attempt chooses something before it has read all that may have been read. */
    CHOOSES_IN_THE_MIDDLE(Standard.PESSIMISTIC),
    /** A producer that holds nothing for a consumer in its process does not go back with it. */
    PRODUCER_STAYS(Standard.CAUSAL),
    /** A task goes back to a snapshot that lacks what was sent to consumers that go back with it. */
    PART_OF_SENT_HELD(Standard.BACKTRACKING);

    /** The label of a protocol; null for all of them mixed. */
    private final @Nullable String protocol;

    private final boolean loops;

    Mutant(Recovery protocol) {
        this(protocol, false);
    }

    /** @param loops whether it matters in a loop only */
    Mutant(Recovery protocol, boolean loops) {
        this.protocol = protocol.label();
        this.loops = loops;
    }

    /** In what stands between protocols. */
    Mutant() {
        this.protocol = null;
        this.loops = false;
    }

    /** Whether it matters in a loop only. */
    public boolean loops() {
        return loops;
    }

    /** What the operators of the jobs recover by in which it is looked for. */
    public Mixture protocols() {
        return protocol == null
                ? Mixture.ofAll()
                : Mixture.of(Recovery.find(protocol).orElseThrow());
    }

    /** For one run. */
    public Doors doors() {
        return switch (this) {
            case FORCE_SKIPPED -> new RecordMutants.ForceSkipped();
            case ACTS_BEFORE_RECORD -> new RecordMutants.ActsBeforeRecord();
            case ATTEMPTS_NOT_RECORDED -> new RecordMutants.AttemptsNotRecorded();
            case EPOCHS_NOT_RESERVED -> new RecordMutants.EpochsNotReserved();
            case TORN_TAIL_TAKEN_FOR_EMPTY -> new RecordMutants.TornTailTakenForEmpty();
            case LAST_DECISION_LOST -> new RecordMutants.LastDecisionLost();
            case NOT_DISCONNECTED -> new HostMutants.NotDisconnected();
            case ANY_ATTEMPT_ACCEPTED -> new HostMutants.AnyAttemptAccepted();
            case NO_FLOORS -> new HostMutants.NoFloors();
            case STORED_LATER -> new HostMutants.StoredLater();
            case RECONNECTED_BEHIND -> new HostMutants.ReconnectedBehind();
            case ENDS_NOT_TOLD -> new HostMutants.EndsNotTold();
            case ARRIVED_TOO_LOW -> new HostMutants.ArrivedTooLow();
            case ANY_SNAPSHOT_COUNTS -> new HostMutants.AnySnapshotCounts();
            case NEWEST_SNAPSHOT_TAKEN -> new HostMutants.NewestSnapshotTaken();
            case PREPARED_FORGOTTEN -> new StartMutants.PreparedForgotten();
            case STATE_FORGOTTEN -> new StartMutants.StateForgotten();
            case POSITION_TOO_FAR -> new StartMutants.PositionTooFar();
            case POSITION_TOO_NEAR -> new StartMutants.PositionTooNear();
            case NUMBERS_RESTARTED -> new StartMutants.NumbersRestarted();
            case FINISH_FORGOTTEN -> new StartMutants.FinishForgotten();
            case CUT_AT_FIRST_BARRIER -> new ProtocolMutants.CutAtFirstBarrier();
            case NOT_BLOCKED -> new ProtocolMutants.NotBlocked();
            case COMMITTED_AT_CUT -> new ProtocolMutants.CommittedAtCut();
            case RELEASED_EARLY -> new ProtocolMutants.ReleasedEarly();
            case NOTHING_RETAINED -> new ProtocolMutants.NothingRetained();
            case ACKNOWLEDGED_EARLY -> new ProtocolMutants.AcknowledgedEarly();
            case POSITION_RECORDED_LATE -> new ProtocolMutants.PositionRecordedLate();
            case GATE_OPEN -> new LogMutants.GateOpen();
            case LOG_NOT_FORCED -> new LogMutants.LogNotForced();
            case TAKEN_OVER_NOT_LOGGED -> new LogMutants.TakenOverNotLogged();
            case ORDER_ONE_SHORT -> new LogMutants.OrderOneShort();
            case CUT_NOT_REPEATED -> new LogMutants.CutNotRepeated();
            case TURNS_GO_ON -> new LogMutants.TurnsGoOn();
            case DETERMINANTS_DROPPED_EARLY -> new LogMutants.DeterminantsDroppedEarly();
            case ZOMBIE_DETERMINANTS_COUNT -> new LogMutants.ZombieDeterminantsCount();
            case UNREAD_IGNORED -> new LogMutants.UnreadIgnored();
            case CHOOSES_IN_THE_MIDDLE -> new LogMutants.ChoosesInTheMiddle();
            case PRODUCER_STAYS -> new TogetherMutants.ProducerStays();
            case PART_OF_SENT_HELD -> new TogetherMutants.PartOfSentHeld();
            case TIME_READ_ANEW -> new LogMutants.TimeReadAnew();
            case SPILL_DROPPED_EARLY -> new HostMutants.SpillDroppedEarly();
            case ACKNOWLEDGED_BEFORE_DURABLE -> new ContentMutants.AcknowledgedBeforeDurable();
            case LAST_CONTENT_MISSING -> new ContentMutants.LastContentMissing();
            case PASSED_NOT_LOGGED -> new ContentMutants.PassedNotLogged();
            case PARTS_NOT_READ -> new ContentMutants.PartsNotRead();
            case NOT_ATTACHED -> new SharingMutants.NotAttached();
            case HELD_WHEN_SENT -> new SharingMutants.HeldWhenSent();
            case NOT_HANDED_IN -> new SharingMutants.NotHandedIn();
            case LOSSES_NOT_COUNTED -> new SharingMutants.LossesNotCounted();
            case HOP_TOO_FEW -> new SharingMutants.HopTooFew();
            case SUCCESSOR_NOT_TOLD -> new SharingMutants.SuccessorNotTold();
            case COUNTS_ITSELF_AS_HOLDER -> new SharingMutants.HopTooFew();
            case HELD_BEFORE_ANSWER -> new SharingMutants.HeldBeforeAnswer();
            case GIVEN_UP_HOLDER_COUNTS -> new SharingMutants.GivenUpHolderCounts();
            case LOST_HOLDERS_NOT_COUNTED -> new SharingMutants.LossesNotCounted();
            case LATE_COPY_TAKEN -> new SharingMutants.LateCopyTaken();
            case REPLICA_TOO_FEW -> new SharingMutants.HopTooFew();
            case GIVEN_UP_REPLICA_COUNTS -> new SharingMutants.GivenUpHolderCounts();
            case LOST_REPLICAS_NOT_COUNTED -> new SharingMutants.LossesNotCounted();
            case LEADS_BY_OWN_LOG -> new FollowerMutants.LeadsByOwnLog();
            case FOLLOWER_RELEASES -> new FollowerMutants.Releases();
            case FOLLOWER_STATE_FORGOTTEN -> new FollowerMutants.StateForgotten();
            case COUNTED_WHEN_WRITTEN -> new HostLogMutants.CountedWhenWritten();
            case LOST_DISK_NOT_COUNTED -> new HostLogMutants.LostDiskNotCounted();
            case READ_LOG_GROWS -> new HostLogMutants.ReadLogGrows();
            case DIRECT_DEPENDENCIES_ONLY -> new LineMutants.DirectDependenciesOnly();
            case ORPHANS_STAY -> new LineMutants.OrphansStay();
            case TAKEN_BEYOND_LINE -> new LineMutants.TakenBeyondLine();
            case REPEATED_BEYOND_LINE -> new LineMutants.RepeatedBeyondLine();
            case DEPENDENCIES_NOT_LOGGED -> new LineMutants.DependenciesNotLogged();
            case FENCED_BEFORE_WRITTEN -> new LineMutants.FencedBeforeWritten();
            case ACKNOWLEDGED_AT_CUT -> new WindowMutants.AcknowledgedAtCut();
            case SENT_FORGOTTEN -> new WindowMutants.SentForgotten();
            case BACK_TO_ANY -> new WindowMutants.BackToAny();
            case SOURCE_GATE_OPEN -> new WindowMutants.SourceGateOpen();
            case SEVERAL_INPUTS_TAKEN_FOR_ONE -> new WindowMutants.SeveralInputsTakenForOne();
            case NUMBERS_OF_NEWEST -> new WindowMutants.NumbersOfNewest();
            case WINDOW_ACKNOWLEDGED_AT_END -> new WithinMutants.AcknowledgedAtEnd();
            case WINDOW_WITHOUT_SENT -> new WithinMutants.SentForgotten();
            case WINDOW_DELETED_EARLY -> new WithinMutants.DeletedEarly();
            case WINDOW_NOT_IN_LOG -> new WithinMutants.NotInLog();
            case OLD_WINDOW_TAKEN -> new WithinMutants.OlderTaken();
            case MERGE_GOES_ON_WITH_ANY -> new MergeMutants.GoesOnWithAny();
            case MERGE_TURN_GOES_ON -> new MergeMutants.TurnGoesOn();
            case COLOUR_IGNORED -> CutMutants.colourIgnored();
            case CURSOR_WITHOUT_COLOUR -> CutMutants.cursorWithoutColour();
            case RANGE_NOT_STORED -> CutMutants.rangeNotStored();
            case RELEASED_WHEN_COMPLETE -> CutMutants.releasedWhenComplete();
            case RANGE_NOT_SENT_AGAIN -> new CutMutants.RangeNotSentAgain();
            case COMING_BACK_RELEASED -> new CutMutants.ComingBackReleased();
            case COMING_BACK_FORGOTTEN -> new CutMutants.RangeNotSentAgain();
            case LAPS_TAKEN_FOR_QUIET -> new CutMutants.LapsTakenForQuiet();
            case WATERMARK_OVERTAKES -> new TimeMutants.Overtaking();
            case LATEST_OF_CHANNELS -> new TimeMutants.LatestOfChannels();
            case TIMERS_FORGOTTEN -> new TimeMutants.TimersForgotten(KeyedTimers.STATE);
            case WATERMARKS_FORGOTTEN -> new TimeMutants.WatermarksForgotten();
            case WATERMARK_PLACE_NOT_LOGGED -> new TimeMutants.PlaceNotLogged();
            case CLOCK_TIMERS_FORGOTTEN -> new TimeMutants.TimersForgotten(KeyedTimers.CLOCK_STATE);
            case CLOCK_TIMERS_NOT_LOGGED -> new TimeMutants.TimersNotLogged();
            case IDLENESS_NOT_LOGGED -> new TimeMutants.IdlenessNotLogged();
            case IDLENESS_FORGOTTEN -> new TimeMutants.IdlenessForgotten();
            case BORDER_NOT_KEPT -> new BorderMutants.BorderNotKept();
            case DEPENDENTS_STAY -> new BorderMutants.DependentsStay();
            case PROMISED_TOO_MUCH -> new BorderMutants.PromisedTooMuch();
            case GATE_OPENS_EARLY -> GateMutants.opensEarly();
            case HELD_NOT_IN_SNAPSHOT -> new GateMutants.HeldNotInSnapshot();
            case GATED_DROPPED_EARLY -> GateMutants.droppedWhenComplete();
            case SHOWN_BEFORE_COMPLETE,
                    SHOWN_BEFORE_LOGGED,
                    SHOWN_BEFORE_SHARED,
                    SHOWN_BEFORE_STABLE,
                    SHOWN_BEFORE_REPEATABLE -> AtOnceMutants.shownEarly();
            case SHOWN_THOUGH_DRAWN_IN -> AtOnceMutants.shownWithOwnLog();
            case NUMBERED_ANEW -> AtOnceMutants.numberedAnew();
            case WAITING_NOT_IN_SNAPSHOT -> AtOnceMutants.waitingForgotten();
            case SHOWN_FORGOTTEN -> new AtOnceMutants.ShownForgotten();
            case CALLS_FORGOTTEN -> new CallMutants.CallsForgotten();
            case ANSWERS_NOT_LOGGED -> new CallMutants.AnswersNotLogged();
            case ANSWERS_TAKEN_IN_ORDER -> new CallMutants.AnswersInOrder();
            case BROADCAST_FORGOTTEN -> new StartMutants.BroadcastForgotten();
        };
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
