package dev.levada.testkit.mutant;

import dev.levada.core.recovery.SourcePositions;
import dev.levada.core.snapshot.TaskStart;
import dev.levada.core.snapshot.WatermarkState;
import dev.levada.core.state.KeyedState;
import dev.levada.core.state.StateView;
import dev.levada.testkit.world.Doors;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Bugs in what new attempts begin with. */
final class StartMutants {

    private StartMutants() {}

    static TaskStart with(TaskStart start, boolean finished, UnaryOperator<TaskStart.OperatorStart> operator) {
        return with(start, finished, start.watermarks(), operator);
    }

    static TaskStart with(
            TaskStart start,
            boolean finished,
            WatermarkState watermarks,
            UnaryOperator<TaskStart.OperatorStart> operator) {
        Map<String, TaskStart.OperatorStart> operators = new LinkedHashMap<>();
        start.operators().forEach((name, each) -> operators.put(name, operator.apply(each)));
        return new TaskStart(
                start.attempt(),
                start.run(),
                start.epoch(),
                start.window(),
                finished,
                start.inputs(),
                start.ended(),
                start.outputs(),
                start.externalCalls(),
                start.positions(),
                operators,
                start.determinants(),
                start.sent(),
                start.loop(),
                watermarks);
    }

    private static TaskStart shifted(TaskStart start, int by) {
        List<SourcePositions.Split> splits = start.positions().splits().stream()
                .map(split -> new SourcePositions.Split(
                        split.split(), Math.max(0, split.position() + by), split.ended() && by > 0))
                .toList();
        return start.epoch() == 0 ? start : start.from(new SourcePositions(splits));
    }

    static final class PreparedForgotten implements Doors {
        @Override
        public TaskStart start(TaskStart start) {
            return with(
                    start,
                    start.finished(),
                    each -> new TaskStart.OperatorStart(each.state(), each.objects(), List.of()));
        }
    }

    static final class StateForgotten implements Doors {
        @Override
        public TaskStart start(TaskStart start) {
            return with(
                    start,
                    start.finished(),
                    each -> new TaskStart.OperatorStart(Optional.empty(), List.of(), each.prepared()));
        }
    }

    static final class BroadcastForgotten implements Doors {
        @Override
        public TaskStart start(TaskStart start) {
            return with(
                    start,
                    start.finished(),
                    each -> new TaskStart.OperatorStart(
                            each.state().map(BroadcastForgotten::without), List.of(), each.prepared()));
        }

        private static KeyedState without(KeyedState of) {
            of.shapes().stream()
                    .filter(shape -> shape.kind().equals("broadcast"))
                    .forEach(shape -> of.broadcastMap(shape.name()).clear());
            StateView view = of.freeze(true);
            KeyedState copy = of.empty();
            copy.load(view.blocks(), hash -> true);
            view.release();
            return copy;
        }
    }

    static final class PositionTooFar implements Doors {
        @Override
        public TaskStart start(TaskStart start) {
            return shifted(start, 1);
        }
    }

    static final class PositionTooNear implements Doors {
        @Override
        public TaskStart start(TaskStart start) {
            return shifted(start, -1);
        }
    }

    static final class NumbersRestarted implements Doors {
        @Override
        public TaskStart start(TaskStart start) {
            return start.at(start.inputs(), start.ended(), new LinkedHashMap<>());
        }
    }

    static final class FinishForgotten implements Doors {
        @Override
        public TaskStart start(TaskStart start) {
            return with(start, false, each -> each);
        }
    }
}
