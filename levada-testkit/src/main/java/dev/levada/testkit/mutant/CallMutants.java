package dev.levada.testkit.mutant;

import dev.levada.core.determinant.DeterminantKind;
import dev.levada.core.determinant.DeterminantReader;
import dev.levada.core.snapshot.TaskStart;
import dev.levada.core.state.KeyedState;
import dev.levada.core.state.StateShape;
import dev.levada.testkit.world.Doors;
import java.util.List;
import java.util.Optional;

/** Bugs in calls to the outside that nobody waits for. */
final class CallMutants {

    private CallMutants() {}

    /** Calls are made again whose answers are known. */
    static final class AnswersNotLogged extends LogMutants.Rewriting {
        @Override
        boolean isLeftOut(DeterminantReader in) {
            return in.kind() == DeterminantKind.ANSWER;
        }

        @Override
        long changed(DeterminantReader in) {
            return in.value();
        }
    }

    /** Answers are taken for those to the calls that have waited longest. */
    static final class AnswersInOrder extends LogMutants.Rewriting {
        @Override
        int changedCall(DeterminantReader in) {
            return 0;
        }

        @Override
        long changed(DeterminantReader in) {
            return in.value();
        }
    }

    static final class CallsForgotten implements Doors {
        @Override
        public TaskStart start(TaskStart start) {
            return StartMutants.with(
                    start,
                    start.finished(),
                    each -> each.state().filter(CallsForgotten::hasCalls).isEmpty()
                            ? each
                            : new TaskStart.OperatorStart(Optional.empty(), List.of(), each.prepared()));
        }

        private static boolean hasCalls(KeyedState of) {
            return of.shapes().stream().map(StateShape::name).anyMatch(KeyedState.CALLS::equals);
        }
    }
}
