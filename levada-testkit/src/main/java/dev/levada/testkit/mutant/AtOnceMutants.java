package dev.levada.testkit.mutant;

import dev.levada.core.codec.Codecs;
import dev.levada.core.recovery.Finality;
import dev.levada.core.recovery.ForwardingRecovery;
import dev.levada.core.recovery.SourcePositions;
import dev.levada.core.recovery.TaskRecovery;
import dev.levada.core.snapshot.HeldRecords;
import dev.levada.core.snapshot.Prepared;
import dev.levada.core.snapshot.TaskStart;
import dev.levada.testkit.world.Doors;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/** Bugs in when sinks show that show at once, and under which numbers. */
final class AtOnceMutants {

    private AtOnceMutants() {}

    private static Doors showing(BiFunction<Finality, Boolean, Finality> changed) {
        return new Doors() {
            @Override
            public TaskRecovery recovery(TaskRecovery recovery) {
                return new ForwardingRecovery(recovery) {
                    @Override
                    public Finality finality() {
                        return changed.apply(super.finality(), logs());
                    }
                };
            }
        };
    }

    /** As soon as they are given something. */
    static Doors shownEarly() {
        return showing((right, logs) -> Finality.AT_ONCE);
    }

    /** When the own log is durable, whatever may go back before the task. */
    static Doors shownWithOwnLog() {
        return showing((right, logs) -> logs ? Finality.LOGGED : right);
    }

    private static Doors beginning(UnaryOperator<HeldRecords> changed) {
        return new Doors() {
            @Override
            public TaskStart start(TaskStart start) {
                return StartMutants.with(
                        start,
                        start.finished(),
                        each -> new TaskStart.OperatorStart(
                                each.state(),
                                each.objects(),
                                each.prepared().stream()
                                        .map(prepared -> isHeld(prepared) ? changed(prepared, changed) : prepared)
                                        .toList()));
            }
        };
    }

    /** What a sink that shows on commit has prepared is named by a text. */
    private static boolean isHeld(Prepared prepared) {
        return !new String(prepared.handle(), StandardCharsets.US_ASCII).matches("\\d+/\\d+/\\d+");
    }

    private static Prepared changed(Prepared prepared, UnaryOperator<HeldRecords> changed) {
        HeldRecords held = HeldRecords.of(prepared.handle(), Codecs.any());
        return new Prepared(prepared.epoch(), changed.apply(held).toBytes(Codecs.any()));
    }

    /** New attempts number what they show from another number on than the last one did. */
    static Doors numberedAnew() {
        return beginning(held -> new HeldRecords(held.first() + (held.first() > 1 ? -1 : 0), held.values()));
    }

    /** What waits when an epoch ends is nowhere but in memory. */
    static Doors waitingForgotten() {
        return beginning(held -> new HeldRecords(held.last() + 1, List.of()));
    }

    /** A new attempt is not told what is shown. */
    static final class ShownForgotten implements Doors {
        @Override
        public TaskStart start(TaskStart start) {
            return start.from(new SourcePositions(start.positions().splits()));
        }
    }
}
