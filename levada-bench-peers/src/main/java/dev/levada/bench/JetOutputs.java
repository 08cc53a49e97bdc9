package dev.levada.bench;

import static java.util.Objects.requireNonNull;

import com.hazelcast.cluster.Address;
import com.hazelcast.jet.core.Inbox;
import com.hazelcast.jet.core.Outbox;
import com.hazelcast.jet.core.Processor;
import com.hazelcast.jet.core.ProcessorMetaSupplier;
import com.hazelcast.jet.core.ProcessorSupplier;
import com.hazelcast.jet.core.Watermark;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What {@link Outputs} is, for Hazelcast Jet, whose processors commit in two phases. */
final class JetOutputs implements Processor {
    private final int port;
    private final long attempt;
    /** Prepared, and as far as is known not committed. */
    private final List<String> prepared = new ArrayList<>();

    private @Nullable Telling telling;
    private @Nullable Outbox outbox;
    private int task;
    private int transactions;
    private boolean offered;

    /** @param attempt the number of the job's execution */
    private JetOutputs(int port, long attempt) {
        this.port = port;
        this.attempt = attempt;
    }

    /** One for each member. Executions are numbered by the clock of the member that starts them. */
    static final class Everywhere implements ProcessorMetaSupplier {
        private static final long serialVersionUID = 1;

        private final int port;
        private long attempt;

        /** @param port where lines are taken */
        Everywhere(int port) {
            this.port = port;
        }

        @Override
        public void init(ProcessorMetaSupplier.Context context) {
            attempt = System.currentTimeMillis();
        }

        @Override
        public int preferredLocalParallelism() {
            return 1;
        }

        @Override
        public Function<? super Address, ? extends ProcessorSupplier> get(List<Address> addresses) {
            int to = port;
            long number = attempt;
            return address -> ProcessorSupplier.of(() -> new JetOutputs(to, number));
        }
    }

    @Override
    public void init(Outbox snapshots, Processor.Context context) {
        outbox = snapshots;
        task = context.globalProcessorIndex();
        telling = new Telling(task, attempt, Voice.to(port));
        telling.opened();
    }

    private Telling telling() {
        return requireNonNull(telling);
    }

    @Override
    public void process(int ordinal, Inbox inbox) {
        inbox.<Output>drain(telling()::write);
    }

    @Override
    public boolean tryProcessWatermark(Watermark watermark) {
        return true;
    }

    @Override
    public boolean snapshotCommitPrepare() {
        if (!offered) {
            prepare();
            offered = true;
        }
        boolean room = requireNonNull(outbox).offerToSnapshot(task, prepared.toArray(String[]::new));
        offered &= !room;
        return room;
    }

    private void prepare() {
        transactions++;
        prepared.add(telling().prepare(attempt + "." + transactions));
    }

    /** What is in a snapshot that has failed goes into the next one. */
    @Override
    public boolean snapshotCommitFinish(boolean success) {
        if (success) {
            commit();
        }
        return true;
    }

    private void commit() {
        prepared.forEach(telling()::committed);
        prepared.clear();
    }

    @Override
    public void restoreFromSnapshot(Inbox inbox) {
        inbox.<Map.Entry<Integer, String[]>>drain(
                entry -> List.of(entry.getValue()).forEach(telling()::committed));
    }

    /** No snapshot comes after the end of the input. */
    @Override
    public boolean complete() {
        prepare();
        commit();
        return true;
    }
}
