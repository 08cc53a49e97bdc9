package dev.levada.api;

import dev.levada.api.connector.Sink;
import dev.levada.api.connector.SinkTask;
import dev.levada.api.connector.SinkWriter;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/** A line of text for each record, by one task so that the lines keep their order. */
final class PrintSink<T> implements Sink<T> {
    private static final int FLUSH_CHARS = 8_192;

    private final PrintStream out;
    private final boolean onCommit;
    /** The last epoch that was printed, by whichever attempt. */
    private final AtomicLong printed = new AtomicLong();

    PrintSink(PrintStream out, boolean onCommit) {
        this.out = out;
        this.onCommit = onCommit;
    }

    @Override
    public SinkWriter<T> open(SinkTask task) {
        task.prepared().forEach(this::commit);
        return new Writer();
    }

    private final class Writer implements SinkWriter<T> {
        private final StringBuilder lines = new StringBuilder();

        @Override
        public void write(T value) {
            lines.append(value).append(System.lineSeparator());
            if (lines.length() > FLUSH_CHARS) {
                flush();
            }
        }

        @Override
        public void flush() {
            if (!onCommit) {
                print(take());
            }
        }

        @Override
        public byte[] prepare(long epoch) {
            flush();
            if (lines.isEmpty()) {
                return new byte[0];
            }
            byte[] text = take().getBytes(StandardCharsets.UTF_8);
            return ByteBuffer.allocate(Long.BYTES + text.length)
                    .putLong(epoch)
                    .put(text)
                    .array();
        }

        @Override
        public void commit(byte[] prepared) {
            PrintSink.this.commit(prepared);
        }

        private String take() {
            String text = lines.toString();
            lines.setLength(0);
            return text;
        }
    }

    private void commit(byte[] prepared) {
        ByteBuffer bytes = ByteBuffer.wrap(prepared);
        long epoch = bytes.getLong();
        if (printed.getAndAccumulate(epoch, Math::max) < epoch) {
            print(StandardCharsets.UTF_8.decode(bytes).toString());
        }
    }

    private void print(String text) {
        out.append(text);
        out.flush();
    }

    @Override
    public Contract contract() {
        return onCommit ? Contract.TRANSACTIONAL : Contract.PLAIN;
    }

    @Override
    public boolean lasting() {
        return false;
    }

    @Override
    public int fixedParallelism() {
        return 1;
    }

    @Override
    public String describe() {
        return "standard output";
    }
}
