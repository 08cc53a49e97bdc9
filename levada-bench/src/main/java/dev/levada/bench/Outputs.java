package dev.levada.bench;

import dev.levada.api.connector.Sink;
import dev.levada.api.connector.SinkTask;
import dev.levada.api.connector.SinkWriter;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Says in lines of text, for {@link OutputLines}, which task of it runs in which process, how far its input is, what is
 * committed, and at the end how late output between the {@link Marks} was. What was prepared is committed by whoever
 * comes next.
 */
record Outputs(KeyedJob job, Consumer<String> told) implements Sink<Output> {
    static final String OPENED = "opened";
    static final String REACHED = "reached";
    static final String COMMITTED = "committed";
    /** How often at most a task says how far it is: silences are known as exactly as that. */
    static final long TELL_NANOS = 10_000_000;

    @Override
    public SinkWriter<Output> open(SinkTask task) {
        told.accept("%s %d %d %d"
                .formatted(
                        OPENED,
                        task.subtask(),
                        task.attempt(),
                        ProcessHandle.current().pid()));
        Writer writer = new Writer(task.subtask(), task.attempt());
        task.prepared().forEach(writer::commit);
        return writer;
    }

    @Override
    public Contract contract() {
        return Contract.TRANSACTIONAL;
    }

    private final class Writer implements SinkWriter<Output> {
        private final int task;
        private final long attempt;
        private final Delays delays = new Delays(job);
        private long furthest = -1;
        private long toldNanos;
        private long outputs;
        private long prints;

        Writer(int task, long attempt) {
            this.task = task;
            this.attempt = attempt;
            this.toldNanos = System.nanoTime() - TELL_NANOS;
        }

        @Override
        public void write(Output output) {
            outputs++;
            prints += output.print();
            delays.of(output);
            if (output.index() > furthest) {
                furthest = output.index();
                long now = System.nanoTime();
                if (now - toldNanos >= TELL_NANOS) {
                    toldNanos = now;
                    told.accept("%s %d %d %d".formatted(REACHED, task, attempt, furthest));
                }
            }
        }

        @Override
        public byte[] prepare(long epoch) {
            String prepared = "%d %d %d".formatted(epoch, outputs, prints);
            outputs = 0;
            prints = 0;
            return prepared.getBytes(StandardCharsets.US_ASCII);
        }

        @Override
        public void commit(byte[] prepared) {
            told.accept(
                    "%s %d %d %s".formatted(COMMITTED, task, attempt, new String(prepared, StandardCharsets.US_ASCII)));
        }

        @Override
        public void close() {
            delays.line().ifPresent(told);
        }
    }
}
