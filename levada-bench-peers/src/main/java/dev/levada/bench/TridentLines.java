package dev.levada.bench;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.trident.operation.TridentCollector;
import org.apache.storm.trident.spout.ITridentSpout;
import org.apache.storm.trident.topology.TransactionAttempt;
import org.apache.storm.tuple.Fields;
import org.apache.storm.tuple.Values;

/**
 * The lines of the load for Trident, by one task, in batches of a second: of those that are due, or, where all are, of
 * as many as the batch before took for a second. A batch is known by its first number and the one after its last, so
 * that it is the same if it comes again; it ends where a mark stands, which has passed when the batch is committed.
 */
final class TridentLines implements ITridentSpout<List<Long>> {
    private static final long serialVersionUID = 1;
    private static final AtomicReference<Batches> CURRENT = new AtomicReference<>();

    /** The same for all who ask in a run: one task asks whether there is a batch, and another one has it cut. */
    @Override
    public BatchCoordinator<List<Long>> getCoordinator(
            String name, Map<String, Object> settings, TopologyContext context) {
        MarkedOutputs outputs = MarkedOutputs.current();
        return requireNonNull(CURRENT.updateAndGet(batches ->
                batches != null && batches.outputs == outputs ? batches : new Batches(Load.current(), outputs)));
    }

    @Override
    public Emitter<List<Long>> getEmitter(String name, Map<String, Object> settings, TopologyContext context) {
        Load load = Load.current();
        return new Emitter<>() {
            @Override
            public void emitBatch(TransactionAttempt attempt, List<Long> batch, TridentCollector collector) {
                for (long index = batch.get(0); index < batch.get(1); index++) {
                    collector.emit(new Values(index, load.texts().get(index)));
                }
            }

            @Override
            public void success(TransactionAttempt attempt) {}

            @Override
            public void close() {}
        };
    }

    @Override
    public Map<String, Object> getComponentConfiguration() {
        return new HashMap<>(); // which Trident adds to
    }

    @Override
    public Fields getOutputFields() {
        return StormTask.LINE;
    }

    /** Cuts batches, and hears when they are committed. Guards itself. */
    private static final class Batches implements BatchCoordinator<List<Long>> {
        private static final long FIRST = 10_000;

        private final Load load;
        private final MarkedOutputs outputs;
        private final Marks marks;
        private final Map<Long, Long> ends = new HashMap<>();
        private long next;
        private long size = FIRST;
        private long cutNanos;
        private boolean ended;

        Batches(Load load, MarkedOutputs outputs) {
            this.load = load;
            this.outputs = outputs;
            this.marks = load.job().marks();
        }

        /** Also asked for one that failed, and is to come again. */
        @Override
        public synchronized boolean isReady(long transaction) {
            return ends.containsKey(transaction)
                    || (next < load.count() && load.dueNanos(next) - System.nanoTime() <= 0);
        }

        @Override
        public synchronized List<Long> initializeTransaction(long transaction, List<Long> before, List<Long> again) {
            if (again != null) {
                return again;
            }
            long first = next;
            next = end(first);
            ends.put(transaction, next);
            return List.of(first, next);
        }

        private long end(long first) {
            long end = Math.min(load.count(), load.isPaced() ? due(first) : first + sized());
            for (long mark : new long[] {marks.begin(), marks.end()}) {
                if (first < mark && mark < end) {
                    return mark;
                }
            }
            return end;
        }

        private long due(long first) {
            long now = System.nanoTime();
            long end = first;
            while (end < load.count() && load.dueNanos(end) - now <= 0) {
                end++;
            }
            return end;
        }

        private long sized() {
            long now = System.nanoTime();
            if (next > 0) {
                double seconds = Math.max(1e-3, (now - cutNanos) / 1e9);
                size = Math.max(1_000, (long) Math.min(4.0 * size, size / seconds));
            }
            cutNanos = now;
            return size;
        }

        @Override
        public synchronized void success(long transaction) {
            Long end = ends.remove(transaction);
            if (end == null) {
                return;
            }
            MarkedOutputs.Mark.before(end, marks).ifPresent(outputs::passed);
            if (end == load.count() && !ended) {
                ended = true;
                outputs.passed(MarkedOutputs.Mark.LAST);
            }
        }

        @Override
        public void close() {}
    }
}
