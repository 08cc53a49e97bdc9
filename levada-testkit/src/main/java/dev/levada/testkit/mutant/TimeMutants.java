package dev.levada.testkit.mutant;

import dev.levada.core.channel.Frame;
import dev.levada.core.determinant.DeterminantKind;
import dev.levada.core.determinant.DeterminantReader;
import dev.levada.core.element.EventTime;
import dev.levada.core.element.Watermark;
import dev.levada.core.plan.TaskId;
import dev.levada.core.snapshot.TaskStart;
import dev.levada.core.snapshot.WatermarkState;
import dev.levada.core.state.KeyedState;
import dev.levada.core.state.KeyedTimers;
import dev.levada.core.state.StateShape;
import dev.levada.core.state.StateView;
import dev.levada.testkit.world.Doors;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Bugs in event time. */
final class TimeMutants {

    private TimeMutants() {}

    private static Frame with(Frame frame, Watermark watermark, long millis) {
        return new Frame(
                frame.channel(),
                frame.attempt(),
                new Watermark(watermark.firstSequence(), millis, watermark.idle()),
                frame.attached());
    }

    /** As if it came before records that are still to come. */
    static final class Overtaking implements Doors {
        private static final long MILLIS = 60;

        @Override
        public Frame frame(Frame frame, long wantedAttempt) {
            return frame.element() instanceof Watermark watermark
                    ? with(frame, watermark, watermark.millis() + MILLIS)
                    : frame;
        }
    }

    /** As far as the latest of those that have come to the consumer. */
    static final class LatestOfChannels implements Doors {
        private final Map<TaskId, Long> latest = new LinkedHashMap<>();

        @Override
        public Frame frame(Frame frame, long wantedAttempt) {
            return frame.element() instanceof Watermark watermark
                    ? with(frame, watermark, latest.merge(frame.channel().consumer(), watermark.millis(), Math::max))
                    : frame;
        }
    }

    static final class WatermarksForgotten implements Doors {
        @Override
        public TaskStart start(TaskStart start) {
            return StartMutants.with(start, start.finished(), WatermarkState.none(), each -> each);
        }
    }

    /** Who is idle is not, until it is again. */
    static final class IdlenessForgotten implements Doors {
        @Override
        public TaskStart start(TaskStart start) {
            WatermarkState watermarks = start.watermarks();
            return StartMutants.with(
                    start,
                    start.finished(),
                    new WatermarkState(watermarks.millis(), watermarks.idle(), watermarks.inputs(), List.of()),
                    each -> each);
        }
    }

    /** @param state the name of theirs */
    record TimersForgotten(String state) implements Doors {
        @Override
        public TaskStart start(TaskStart start) {
            return StartMutants.with(
                    start,
                    start.finished(),
                    start.watermarks(),
                    each -> each.state().filter(this::hasTimers).isEmpty()
                            ? each
                            : new TaskStart.OperatorStart(each.state().map(this::without), List.of(), each.prepared()));
        }

        private boolean hasTimers(KeyedState of) {
            return of.shapes().stream().map(StateShape::name).anyMatch(state::equals);
        }

        private KeyedState without(KeyedState of) {
            KeyedTimers timers = state.equals(KeyedTimers.STATE) ? of.timers() : of.clockTimers();
            while (timers.isDue(EventTime.END)) {
                timers.takeFirst();
            }
            StateView view = of.freeze(true);
            KeyedState copy = of.empty();
            copy.load(view.blocks(), hash -> true);
            view.release();
            return copy;
        }
    }

    /** What a source has said of event time it says anew in a replay, when it comes to it. */
    static final class PlaceNotLogged extends LogMutants.Rewriting {
        @Override
        boolean isLeftOut(DeterminantReader in) {
            return in.kind() == DeterminantKind.WATERMARK;
        }

        @Override
        long changed(DeterminantReader in) {
            return in.value();
        }
    }

    /** The clock has timers fire in a replay where it comes to them. */
    static final class TimersNotLogged extends LogMutants.Rewriting {
        @Override
        boolean isLeftOut(DeterminantReader in) {
            return in.kind() == DeterminantKind.TIMER;
        }

        @Override
        long changed(DeterminantReader in) {
            return in.value();
        }
    }

    /** Which splits a source waits for no more it finds out anew in a replay. */
    static final class IdlenessNotLogged extends LogMutants.Rewriting {
        @Override
        boolean isLeftOut(DeterminantReader in) {
            return in.kind() == DeterminantKind.IDLE;
        }

        @Override
        long changed(DeterminantReader in) {
            return in.value();
        }
    }
}
