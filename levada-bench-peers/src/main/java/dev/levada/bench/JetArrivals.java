package dev.levada.bench;

import com.hazelcast.jet.core.AbstractProcessor;
import com.hazelcast.jet.core.BroadcastKey;
import com.hazelcast.jet.core.ProcessorMetaSupplier;
import com.hazelcast.jet.core.ProcessorSupplier;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the records that are due, for Hazelcast Jet, and ends with the last. Every so many-th of the shares of all
 * records is one instance's, however many there are.
 */
final class JetArrivals extends AbstractProcessor {
    private static final int BATCH = 256;

    private final Arrivals<Workload.Arrival> arrivals;
    /** How many records of each share are made. Of those of other instances, it is a number that was right once. */
    private final long[] made;

    private int first;
    private int step;

    private JetArrivals(KeyedJob work) {
        this.arrivals = Workload.sentences(work, line -> {});
        this.made = new long[arrivals.shares()];
    }

    /** One for each member. */
    static ProcessorMetaSupplier everywhere(KeyedJob work) {
        List<String> arguments = new ArrayList<>(work.arguments());
        return ProcessorMetaSupplier.of(1, ProcessorSupplier.of(() -> new JetArrivals(KeyedJob.read(arguments))));
    }

    @Override
    protected void init(Context context) {
        first = context.globalProcessorIndex();
        step = context.totalParallelism();
    }

    @Override
    public boolean complete() {
        boolean over = true;
        for (int share = first; share < made.length; share += step) {
            over &= make(share);
        }
        return over;
    }

    /** @return whether all of its share are made */
    private boolean make(int share) {
        long now = System.nanoTime();
        for (int i = 0; i < BATCH; i++) {
            long index = share + made[share] * made.length;
            if (index >= arrivals.count()) {
                return true;
            }
            if (arrivals.dueNanos(index) - now > 0 || !tryEmit(arrivals.record().apply(index))) {
                return false;
            }
            made[share]++;
        }
        return false;
    }

    @Override
    public boolean saveToSnapshot() {
        return tryEmitToSnapshot(BroadcastKey.broadcastKey(first), made.clone());
    }

    /** Of all instances; the highest number of a share is what whose it was has said. */
    @Override
    protected void restoreFromSnapshot(Object instance, Object numbers) {
        long[] all = (long[]) numbers;
        for (int share = 0; share < made.length; share++) {
            made[share] = Math.max(made[share], all[share]);
        }
    }
}
