package dev.levada.bench;

import dev.levada.dspbench.storm.StormApplication;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.storm.generated.StormTopology;
import org.apache.storm.trident.Stream;
import org.apache.storm.trident.TridentState;
import org.apache.storm.trident.TridentTopology;
import org.apache.storm.trident.operation.BaseFilter;
import org.apache.storm.trident.operation.BaseFunction;
import org.apache.storm.trident.operation.TridentCollector;
import org.apache.storm.trident.operation.TridentOperationContext;
import org.apache.storm.trident.state.BaseStateUpdater;
import org.apache.storm.trident.state.StateFactory;
import org.apache.storm.trident.state.TransactionalValue;
import org.apache.storm.trident.state.ValueUpdater;
import org.apache.storm.trident.state.map.IBackingMap;
import org.apache.storm.trident.state.map.MapState;
import org.apache.storm.trident.state.map.TransactionalMap;
import org.apache.storm.trident.tuple.TridentTuple;
import org.apache.storm.tuple.Values;

/** An application as operations of Trident: each batch counts once in the state, which is in memory. */
final class TridentTasks {

    private TridentTasks() {}

    /**
     * @param name of the source, under which its batches are remembered
     * @param parsers how many tasks parse
     */
    static <K, V, S, O> StormTopology topology(
            StormApplication<K, V, S, O> application, String name, int parsers, int tasks) {
        TridentTopology topology = new TridentTopology();
        Stream lines = topology.newStream(name, new TridentLines()).parallelismHint(1);
        TridentState state = (parsers > 1 ? lines.shuffle() : lines)
                .each(StormTask.LINE, new Parse<>(application), StormTask.RECORD)
                .parallelismHint(parsers)
                .partitionBy(StormTask.KEY)
                .partitionPersist(inMemory(), StormTask.RECORD, new Updating<>(application), StormTask.MADE)
                .parallelismHint(tasks);
        Stream made = state.newValuesStream();
        (application.handsOn() ? made.shuffle() : made)
                .each(StormTask.MADE, new Finish<>(application))
                .parallelismHint(tasks);
        return topology.build();
    }

    private static StateFactory inMemory() {
        return (settings, metrics, partition, partitions) -> TransactionalMap.build(new Memory());
    }

    /** It ends with its task: no store in memory that lasts comes with Trident. */
    @SuppressWarnings("rawtypes") // as the map asks for
    private static final class Memory implements IBackingMap<TransactionalValue> {
        private final Map<List<Object>, TransactionalValue> values = new HashMap<>();

        @Override
        public List<TransactionalValue> multiGet(List<List<Object>> keys) {
            List<TransactionalValue> found = new ArrayList<>(keys.size());
            keys.forEach(key -> found.add(values.get(key)));
            return found;
        }

        @Override
        public void multiPut(List<List<Object>> keys, List<TransactionalValue> more) {
            for (int i = 0; i < keys.size(); i++) {
                values.put(keys.get(i), more.get(i));
            }
        }
    }

    private static final class Parse<K, V> extends BaseFunction {
        private static final long serialVersionUID = 1;

        private final StormApplication<K, V, ?, ?> application;

        Parse(StormApplication<K, V, ?, ?> application) {
            this.application = application;
        }

        @Override
        public void execute(TridentTuple line, TridentCollector out) {
            application.parse(line.getLong(0), line.getString(1), (key, value) -> out.emit(new Values(key, value)));
        }
    }

    /** All records of a key in a batch together: the state is read and written once for them. */
    private static final class Updating<K, V, S, O> extends BaseStateUpdater<MapState<S>> {
        private static final long serialVersionUID = 1;

        private final StormApplication<K, V, S, O> application;

        Updating(StormApplication<K, V, S, O> application) {
            this.application = application;
        }

        @Override
        @SuppressWarnings({"unchecked", "rawtypes"}) // as it was parsed; as the map asks for
        public void updateState(MapState<S> state, List<TridentTuple> batch, TridentCollector out) {
            Map<K, List<V>> records = new LinkedHashMap<>();
            for (TridentTuple each : batch) {
                records.computeIfAbsent((K) each.getValue(0), any -> new ArrayList<>())
                        .add((V) each.getValue(1));
            }
            List<List<Object>> keys = new ArrayList<>();
            List<ValueUpdater> updaters = new ArrayList<>();
            records.forEach((key, values) -> {
                keys.add(List.of(key));
                updaters.add(before -> updated((S) before, key, values, out));
            });
            state.multiUpdate(keys, updaters);
        }

        private S updated(S before, K key, List<V> values, TridentCollector out) {
            S state = before == null ? application.none() : application.copy(before);
            for (V value : values) {
                state = application.update(state, key, value, made -> out.emit(new Values(made)));
            }
            return state;
        }
    }

    private static final class Finish<O> extends BaseFilter {
        private static final long serialVersionUID = 1;

        private final StormApplication<?, ?, ?, O> application;
        private transient MarkedOutputs.Task outputs;

        @SuppressWarnings("NullAway.Init") // prepared first
        Finish(StormApplication<?, ?, ?, O> application) {
            this.application = application;
        }

        @Override
        public void prepare(Map<String, Object> settings, TridentOperationContext context) {
            outputs = MarkedOutputs.current().task(context.getPartitionIndex());
        }

        @Override
        @SuppressWarnings("unchecked") // as it was made
        public boolean isKeep(TridentTuple made) {
            application.finish((O) made.getValue(0)).ifPresent(outputs::add);
            return false;
        }
    }
}
