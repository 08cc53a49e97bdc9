package dev.levada.bench;

import com.hazelcast.jet.core.AbstractProcessor;
import com.hazelcast.jet.core.BroadcastKey;
import com.hazelcast.jet.core.ProcessorMetaSupplier;
import com.hazelcast.jet.core.ProcessorSupplier;
import dev.levada.dspbench.Line;
import org.jspecify.annotations.Nullable;

/** The lines of the load when they are due, for Hazelcast Jet, by one processor. */
final class JetLines extends AbstractProcessor {
    private static final int BATCH = 256;

    private final Load load;
    private long made;
    /** What was made, and found no room. */
    private @Nullable Line waiting;

    private JetLines(Load load) {
        this.load = load;
    }

    static ProcessorMetaSupplier alone() {
        return ProcessorMetaSupplier.of(1, ProcessorSupplier.of(() -> new JetLines(Load.current())));
    }

    @Override
    public boolean complete() {
        long now = System.nanoTime();
        for (int i = 0; i < BATCH; i++) {
            if (waiting == null) {
                if (made >= load.count()) {
                    return true;
                }
                if (load.dueNanos(made) - now > 0) {
                    return false;
                }
                waiting = new Line(made, load.text(made));
            }
            if (!tryEmit(waiting)) {
                return false;
            }
            waiting = null;
            made++;
        }
        return false;
    }

    @Override
    public boolean saveToSnapshot() {
        return tryEmitToSnapshot(BroadcastKey.broadcastKey(0), made);
    }

    @Override
    protected void restoreFromSnapshot(Object unused, Object number) {
        made = (long) number;
    }
}
