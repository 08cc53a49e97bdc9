package dev.levada.node.storage;

import dev.levada.io.disk.FileDisk;
import dev.levada.io.log.GroupCommitLog;
import dev.levada.io.log.SegmentedLog;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** A log of this process alone, written by a thread of its own. */
record DiskLog(List<byte[]> recalled, GroupCommitLog log) implements RecordLog {
    private static final long SEGMENT_BYTES = 4 << 20;
    private static final long QUEUE_BYTES = 16 << 20;

    static DiskLog open(FileDisk disk, String directory, String thread) throws IOException {
        SegmentedLog log = SegmentedLog.open(disk, directory, SEGMENT_BYTES);
        List<byte[]> recalled = new ArrayList<>();
        if (log.lastIndex() > 0) {
            log.read(log.firstIndex(), (index, record) -> recalled.add(record));
        }
        return new DiskLog(recalled, GroupCommitLog.start(log, thread, QUEUE_BYTES));
    }

    @Override
    public void append(byte[] record, Runnable then, Consumer<Throwable> failed) {
        append(record, (long index) -> then.run(), failed);
    }

    private void append(byte[] record, LongConsumer then, Consumer<Throwable> failed) {
        CompletableFuture<Long> unused = log.append(record).whenComplete((index, failure) -> {
            if (failure == null) {
                then.accept(index);
            } else {
                failed.accept(failure);
            }
        });
    }

    @Override
    public void replace(List<byte[]> records, Consumer<Throwable> failed) {
        AtomicLong begin = new AtomicLong();
        for (int i = 0; i < records.size(); i++) {
            boolean last = i == records.size() - 1;
            append(
                    records.get(i),
                    (long index) -> {
                        begin.compareAndSet(0, index);
                        if (last) {
                            log.dropBefore(begin.get());
                        }
                    },
                    failed);
        }
    }

    @Override
    public void close() throws IOException {
        log.close();
    }
}
