package dev.levada.core.snapshot;

import dev.levada.core.determinant.DeterminantSlice;
import dev.levada.core.determinant.VoidAttemptException;
import dev.levada.core.element.Element;
import dev.levada.core.plan.ChannelId;
import dev.levada.core.plan.TaskId;
import dev.levada.core.recovery.SourcePositions;
import dev.levada.core.state.KeyedState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a new attempt at a task begins with.
 *
 * @param attempt grows with each attempt, from 1
 * @param run what the job's state belongs to; see {@link dev.levada.api.connector.SinkTask#run}
 * @param epoch the epoch of the snapshot that it begins with; 0 if with nothing
 * @param window where in that epoch
 * @param finished whether that snapshot is of a task that had finished
 * @param inputs for each input, the first number to process; 1 if not named
 * @param ended the inputs that have ended
 * @param outputs for each output, the first number to give; 1 if not named
 * @param positions where splits go on; those not named are read from their start
 * @param operators what the operators begin with, by name
 * @param determinants what earlier attempts chose since that epoch, if that is logged; not to be changed
 * @param sent for each output, what an earlier attempt had sent before the first number to give and its consumer may
 *     still ask for, in order; nothing where it is not named
 * @param loop how far the task is with the laps of a loop
 * @param watermarks how far event time has come in the task
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record TaskStart(
        long attempt,
        String run,
        long epoch,
        WindowEnd window,
        boolean finished,
        Map<ChannelId, Long> inputs,
        List<ChannelId> ended,
        Map<ChannelId, Long> outputs,
        long externalCalls,
        SourcePositions positions,
        Map<String, OperatorStart> operators,
        byte[] determinants,
        Map<ChannelId, List<Element>> sent,
        LoopState loop,
        WatermarkState watermarks) {

    /**
     * What an operator begins with.
     *
     * @param state its keyed state, which is the attempt's from now on; empty if it has none yet
     * @param objects the names of the objects that it was loaded from, if the attempt's own snapshots may build on
     *     them; empty otherwise
     * @param prepared output of its sink that is to be committed first
     */
    public record OperatorStart(Optional<KeyedState> state, List<String> objects, List<Prepared> prepared) {

        public OperatorStart {
            objects = List.copyOf(objects);
            prepared = List.copyOf(prepared);
        }

        static OperatorStart empty() {
            return new OperatorStart(Optional.empty(), List.of(), List.of());
        }
    }

    /** An attempt that begins with nothing. */
    public static TaskStart fresh(long attempt, String run) {
        return new TaskStart(
                attempt,
                run,
                0,
                WindowEnd.none(),
                false,
                new LinkedHashMap<>(),
                List.of(),
                new LinkedHashMap<>(),
                0,
                SourcePositions.none(),
                new LinkedHashMap<>(),
                new byte[0],
                new LinkedHashMap<>(),
                LoopState.none(),
                WatermarkState.none());
    }

    /**
     * What earlier attempts chose since that snapshot.
     *
     * @param found as of {@link DeterminantSlice#takenOver}
     * @throws VoidAttemptException likewise
     */
    public byte[] takenOver(List<DeterminantSlice> found, TaskId task) throws VoidAttemptException {
        return window.isWithin()
                ? DeterminantSlice.takenOver(found, task, attempt, epoch, window.number(), window.attempt())
                : DeterminantSlice.takenOver(found, task, attempt, epoch);
    }

    /** What an operator begins with; nothing if it is not named. */
    public OperatorStart operator(String name) {
        OperatorStart start = operators.get(name);
        return start == null ? OperatorStart.empty() : start;
    }

    /** The same, but sources go on from these positions. */
    public TaskStart from(SourcePositions newPositions) {
        return new TaskStart(
                attempt,
                run,
                epoch,
                window,
                finished,
                inputs,
                ended,
                outputs,
                externalCalls,
                newPositions,
                operators,
                determinants,
                sent,
                loop,
                watermarks);
    }

    /** The same, but channels begin elsewhere. */
    public TaskStart at(Map<ChannelId, Long> newInputs, List<ChannelId> newEnded, Map<ChannelId, Long> newOutputs) {
        return new TaskStart(
                attempt,
                run,
                epoch,
                window,
                finished,
                newInputs,
                newEnded,
                newOutputs,
                externalCalls,
                positions,
                operators,
                determinants,
                sent,
                loop,
                watermarks);
    }

    /** The same, but this was sent before. */
    public TaskStart holding(Map<ChannelId, List<Element>> newSent) {
        return new TaskStart(
                attempt,
                run,
                epoch,
                window,
                finished,
                inputs,
                ended,
                outputs,
                externalCalls,
                positions,
                operators,
                determinants,
                newSent,
                loop,
                watermarks);
    }

    /** The same, but it does again what earlier attempts chose. */
    public TaskStart repeating(byte[] newDeterminants) {
        return new TaskStart(
                attempt,
                run,
                epoch,
                window,
                finished,
                inputs,
                ended,
                outputs,
                externalCalls,
                positions,
                operators,
                newDeterminants,
                sent,
                loop,
                watermarks);
    }
}
