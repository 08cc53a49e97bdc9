package dev.levada.bench;

import dev.levada.api.connector.Sink;
import dev.levada.api.connector.SinkTask;
import dev.levada.api.connector.SinkWriter;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Says what {@link Telling} says, and at the end how late output between the {@link Marks} was. What was prepared is
 * committed by whoever comes next.
 */
record Outputs(KeyedJob job, Consumer<String> told) implements Sink<Output> {

    @Override
    public SinkWriter<Output> open(SinkTask task) {
        Telling telling = new Telling(task.subtask(), task.attempt(), told);
        telling.opened();
        Writer writer = new Writer(telling);
        task.prepared().forEach(writer::commit);
        return writer;
    }

    @Override
    public Contract contract() {
        return Contract.TRANSACTIONAL;
    }

    private final class Writer implements SinkWriter<Output> {
        private final Telling telling;
        private final Delays delays = new Delays(job);

        Writer(Telling telling) {
            this.telling = telling;
        }

        @Override
        public void write(Output output) {
            telling.write(output);
            delays.of(output);
        }

        @Override
        public byte[] prepare(long epoch) {
            return telling.prepare(String.valueOf(epoch)).getBytes(StandardCharsets.US_ASCII);
        }

        @Override
        public void commit(byte[] prepared) {
            telling.committed(new String(prepared, StandardCharsets.US_ASCII));
        }

        @Override
        public void close() {
            delays.line().ifPresent(told);
        }
    }
}
