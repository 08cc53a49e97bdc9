package dev.levada.node.remote;

import dev.levada.core.element.Batch;
import dev.levada.core.element.Element;
import dev.levada.node.metrics.RemoteFigures;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/** What went over a connection in one direction. Counted once a frame, by whatever thread; read by any. */
final class Traffic implements RemoteFigures {
    private final LongAdder bytes = new LongAdder();
    private final LongAdder records = new LongAdder();
    private final LongSupplier queued;

    /** @param queued bytes that wait for the network now */
    Traffic(LongSupplier queued) {
        this.queued = queued;
    }

    void add(int frameBytes, Element element) {
        bytes.add(frameBytes);
        if (element instanceof Batch batch) {
            records.add(batch.size());
        }
    }

    @Override
    public long bytes() {
        return bytes.sum();
    }

    @Override
    public long records() {
        return records.sum();
    }

    @Override
    public long queuedBytes() {
        return queued.getAsLong();
    }
}
