package dev.levada.bench;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * What {@link Outputs} is, for Flink, whose sinks commit in two phases.
 *
 * @param port where lines are taken
 */
record FlinkOutputs(int port) implements Sink<Output>, SupportsCommitter<String> {

    @Override
    public SinkWriter<Output> createWriter(WriterInitContext context) {
        TaskInfo task = context.getTaskInfo();
        Telling telling = new Telling(task.getIndexOfThisSubtask(), task.getAttemptNumber(), Voice.to(port));
        telling.opened();
        return new Writer(telling, task.getAttemptNumber());
    }

    @Override
    public Committer<String> createCommitter(CommitterInitContext context) {
        TaskInfo task = context.getTaskInfo();
        Consumer<String> told = Voice.to(port);
        return new Committer<>() {
            @Override
            public void commit(Collection<CommitRequest<String>> requests) {
                requests.forEach(each -> Telling.committed(
                        task.getIndexOfThisSubtask(), task.getAttemptNumber(), each.getCommittable(), told));
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public SimpleVersionedSerializer<String> getCommittableSerializer() {
        return new SimpleVersionedSerializer<>() {
            @Override
            public int getVersion() {
                return 1;
            }

            @Override
            public byte[] serialize(String prepared) {
                return prepared.getBytes(StandardCharsets.US_ASCII);
            }

            @Override
            public String deserialize(int version, byte[] prepared) {
                return new String(prepared, StandardCharsets.US_ASCII);
            }
        };
    }

    private static final class Writer implements CommittingSinkWriter<Output, String> {
        private final Telling telling;
        private final int attempt;
        private int transactions;

        Writer(Telling telling, int attempt) {
            this.telling = telling;
            this.attempt = attempt;
        }

        @Override
        public void write(Output output, Context unused) {
            telling.write(output);
        }

        @Override
        public void flush(boolean endOfInput) {}

        @Override
        public Collection<String> prepareCommit() {
            transactions++;
            return List.of(telling.prepare(attempt + "." + transactions));
        }

        @Override
        public void close() {}
    }
}
