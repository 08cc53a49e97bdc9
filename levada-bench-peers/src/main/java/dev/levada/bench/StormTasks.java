package dev.levada.bench;

import dev.levada.dspbench.storm.StormApplication;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.storm.generated.StormTopology;
import org.apache.storm.topology.BoltDeclarer;
import org.apache.storm.topology.TopologyBuilder;
import org.apache.storm.tuple.Tuple;
import org.apache.storm.tuple.Values;

/** An application as bolts of Apache Storm, with its state in maps of their own. */
final class StormTasks {
    private static final String LINES = "lines";
    private static final String PARSE = "parse";
    private static final String KEYED = "keyed";
    private static final String FINISH = "finish";

    private StormTasks() {}

    /** @param parsers how many tasks parse */
    static <K, V, S, O> StormTopology topology(StormApplication<K, V, S, O> application, int parsers, int tasks) {
        TopologyBuilder builder = new TopologyBuilder();
        builder.setSpout(LINES, new StormLines(), 1);
        marked(builder.setBolt(PARSE, new Parse<>(application), parsers).shuffleGrouping(LINES), LINES);
        marked(builder.setBolt(KEYED, new Keyed<>(application), tasks).fieldsGrouping(PARSE, StormTask.KEY), PARSE);
        if (application.handsOn()) {
            marked(builder.setBolt(FINISH, new Finish<>(application), tasks).shuffleGrouping(KEYED), KEYED);
        }
        return builder.createTopology();
    }

    private static void marked(BoltDeclarer bolt, String after) {
        bolt.allGrouping(after, StormTask.MARKS);
    }

    /** On how many ways a mark comes to each of the last tasks. */
    static int ways(StormApplication<?, ?, ?, ?> application, int parsers, int tasks) {
        return application.handsOn() ? parsers * tasks : parsers;
    }

    private static final class Parse<K, V> extends StormTask {
        private static final long serialVersionUID = 1;

        private final StormApplication<K, V, ?, ?> application;

        Parse(StormApplication<K, V, ?, ?> application) {
            super(RECORD);
            this.application = application;
        }

        @Override
        void take(Tuple line) {
            application.parse(line.getLong(0), line.getString(1), (key, value) -> emit(new Values(key, value)));
        }
    }

    /** A task that puts out, if it is one of the last. */
    private abstract static class Last<O> extends StormTask {
        private static final long serialVersionUID = 1;

        private final StormApplication<?, ?, ?, O> application;
        private transient MarkedOutputs.Task outputs;

        @SuppressWarnings("NullAway.Init") // opened first
        Last(StormApplication<?, ?, ?, O> application) {
            super(MADE);
            this.application = application;
        }

        abstract boolean isLast();

        @Override
        void open(int task) {
            if (isLast()) {
                outputs = MarkedOutputs.current().task(task);
            }
        }

        @Override
        void pass(MarkedOutputs.Mark mark) {
            if (isLast()) {
                outputs.pass(mark);
            } else {
                super.pass(mark);
            }
        }

        final void finish(O made) {
            application.finish(made).ifPresent(outputs::add);
        }
    }

    private static final class Keyed<K, V, S, O> extends Last<O> {
        private static final long serialVersionUID = 1;

        private final StormApplication<K, V, S, O> application;
        private transient Map<K, S> states;
        private transient Consumer<O> out;

        @SuppressWarnings("NullAway.Init") // opened first
        Keyed(StormApplication<K, V, S, O> application) {
            super(application);
            this.application = application;
        }

        @Override
        boolean isLast() {
            return !application.handsOn();
        }

        @Override
        void open(int task) {
            super.open(task);
            states = new HashMap<>();
            out = isLast() ? this::finish : made -> emit(new Values(made));
        }

        @Override
        @SuppressWarnings("unchecked") // as it was parsed
        void take(Tuple tuple) {
            K key = (K) tuple.getValue(0);
            V value = (V) tuple.getValue(1);
            S before = states.get(key);
            S after = application.update(before == null ? application.none() : before, key, value, out);
            if (after != before) {
                states.put(key, after);
            }
        }
    }

    private static final class Finish<O> extends Last<O> {
        private static final long serialVersionUID = 1;

        Finish(StormApplication<?, ?, ?, O> application) {
            super(application);
        }

        @Override
        boolean isLast() {
            return true;
        }

        @Override
        @SuppressWarnings("unchecked") // as it was made
        void take(Tuple tuple) {
            finish((O) tuple.getValue(0));
        }
    }
}
