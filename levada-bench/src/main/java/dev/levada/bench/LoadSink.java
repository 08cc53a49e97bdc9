package dev.levada.bench;

import dev.levada.api.connector.Sink;
import dev.levada.api.connector.SinkTask;
import dev.levada.api.connector.SinkWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;

/** Says what {@link LoadOutputs} says. What was prepared is committed by whoever comes next. */
record LoadSink(LoadJob job, long startNanos, Optional<Origins> origins, Consumer<String> told)
        implements Sink<Object> {

    @Override
    public SinkWriter<Object> open(SinkTask task) {
        Writer writer = new Writer(task.subtask());
        task.prepared().forEach(writer::commit);
        return writer;
    }

    @Override
    public Contract contract() {
        return Contract.TRANSACTIONAL;
    }

    private final class Writer implements SinkWriter<Object> {
        private final LoadOutputs outputs;

        Writer(int task) {
            this.outputs = new LoadOutputs(job, startNanos, origins, task, told);
        }

        @Override
        public void write(Object line) {
            outputs.add(String.valueOf(line));
        }

        @Override
        public byte[] prepare(long epoch) {
            return outputs.prepare(epoch).getBytes(StandardCharsets.US_ASCII);
        }

        @Override
        public void commit(byte[] prepared) {
            outputs.committed(new String(prepared, StandardCharsets.US_ASCII));
        }

        @Override
        public void close() {
            outputs.close();
        }
    }
}
