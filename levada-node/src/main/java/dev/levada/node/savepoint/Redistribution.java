package dev.levada.node.savepoint;

import dev.levada.api.graph.Operator;
import dev.levada.core.channel.Router;
import dev.levada.core.codec.Codecs;
import dev.levada.core.plan.JobPlan;
import dev.levada.core.plan.TaskId;
import dev.levada.core.recovery.SourcePositions;
import dev.levada.core.snapshot.Prepared;
import dev.levada.core.snapshot.StoredSnapshot;
import dev.levada.core.snapshot.TaskStart;
import dev.levada.core.snapshot.WatermarkState;
import dev.levada.core.snapshot.WindowEnd;
import dev.levada.core.state.KeyedState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Deals out what a savepoint holds to the tasks of a job that may have another form: state by the operator's name and
 * the key, splits by their names, output that waits for its commit in turn. Numbers of channels begin anew.
 */
public final class Redistribution {
    private final Savepoint savepoint;
    private final JobPlan plan;

    public Redistribution(Savepoint savepoint, JobPlan plan) {
        this.savepoint = savepoint;
        this.plan = plan;
    }

    /**
     * What a task begins with, the first time.
     *
     * @param codecs read keys and values
     */
    public TaskStart start(TaskId task, TaskStart fresh, Codecs codecs) throws IOException {
        JobPlan.Chain chain = plan.chain(task.chain());
        Map<String, TaskStart.OperatorStart> operators = new LinkedHashMap<>();
        List<SourcePositions.Split> splits = new ArrayList<>();
        List<WatermarkState> states = new ArrayList<>();
        for (Operator operator : chain.operators()) {
            KeyedState state = new KeyedState(operator.name(), codecs);
            operators.put(operator.name(), start(state, operator.name(), task.index(), chain.parallelism()));
        }
        for (StoredSnapshot snapshot : savepoint.snapshots()) {
            if (snapshot.task().chain().equals(task.chain())) {
                splits.addAll(snapshot.positions().splits());
                states.add(snapshot.watermarks());
            }
        }
        return new TaskStart(
                fresh.attempt(),
                fresh.run(),
                0,
                WindowEnd.none(),
                false,
                fresh.inputs(),
                fresh.ended(),
                fresh.outputs(),
                0,
                new SourcePositions(splits),
                operators,
                fresh.determinants(),
                fresh.sent(),
                fresh.loop(),
                WatermarkState.earliest(states));
    }

    private TaskStart.OperatorStart start(KeyedState state, String operator, int index, int parallelism)
            throws IOException {
        List<Prepared> prepared = new ArrayList<>();
        for (StoredSnapshot snapshot : savepoint.snapshots()) {
            for (StoredSnapshot.StoredOperator stored : snapshot.operators()) {
                if (stored.operator().equals(operator)) {
                    for (String object : stored.state()) {
                        state.load(
                                savepoint.blocks(object).iterator(),
                                hash -> Router.consumerOf(hash, parallelism) == index);
                    }
                    if (snapshot.task().index() % parallelism == index) {
                        prepared.addAll(stored.prepared());
                    }
                }
            }
        }
        return new TaskStart.OperatorStart(Optional.of(state), List.of(), prepared);
    }
}
