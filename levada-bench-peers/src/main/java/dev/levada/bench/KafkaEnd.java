package dev.levada.bench;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** What takes the output of a load, and the marks among it, on Kafka Streams. */
final class KafkaEnd<K> implements Processor<K, String, Void, Void> {
    private final MarkedOutputs outputs;
    private MarkedOutputs.@Nullable Task task;

    KafkaEnd(MarkedOutputs outputs) {
        this.outputs = outputs;
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        task = outputs.task(context.taskId().partition());
    }

    @Override
    public void process(Record<K, String> record) {
        MarkedOutputs.Task own = requireNonNull(task, "no record comes before init");
        if (record.value() == null) {
            byte[] name = record.headers().lastHeader(KafkaLines.MARK).value();
            own.pass(MarkedOutputs.Mark.valueOf(new String(name, StandardCharsets.US_ASCII)));
        } else {
            own.add(record.value());
        }
    }
}
