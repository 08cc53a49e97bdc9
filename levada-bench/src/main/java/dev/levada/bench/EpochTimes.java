package dev.levada.bench;

import dev.levada.api.connector.Sink;
import dev.levada.api.connector.SinkTask;
import dev.levada.api.connector.SinkWriter;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Adds numbers up, and notes of each epoch how long it was from its end until it could be shown. */
final class EpochTimes implements Sink<Long> {
    private final List<Double> millis = new ArrayList<>();
    private long count;
    private long sum;

    @Override
    public SinkWriter<Long> open(SinkTask task) {
        return new Writer();
    }

    /** Of the epochs with output, in their order, but for the last: by then there is nothing to wait for. */
    synchronized List<Double> millis() { // read when the task's thread is done with it
        return List.copyOf(millis.subList(0, Math.max(0, millis.size() - 1)));
    }

    /** Whether 0, 1 and so on are there, so many. */
    synchronized boolean isOfAll(long records) { // as above
        return count == records && sum == records * (records - 1) / 2;
    }

    private synchronized void shown(long number, long total, double waitedMillis) { // as above
        count += number;
        sum += total;
        millis.add(waitedMillis);
    }

    @Override
    public Contract contract() {
        return Contract.TRANSACTIONAL;
    }

    private final class Writer implements SinkWriter<Long> {
        private long written;
        private long total;

        @Override
        public void write(Long number) {
            written++;
            total += number;
        }

        @Override
        public byte[] prepare(long epoch) {
            byte[] handle = written == 0
                    ? new byte[0]
                    : ByteBuffer.allocate(3 * Long.BYTES)
                            .putLong(written)
                            .putLong(total)
                            .putLong(System.nanoTime())
                            .array();
            written = 0;
            total = 0;
            return handle;
        }

        @Override
        public void commit(byte[] prepared) {
            ByteBuffer handle = ByteBuffer.wrap(prepared);
            shown(handle.getLong(), handle.getLong(), (System.nanoTime() - handle.getLong()) / 1e6);
        }
    }
}
