package dev.levada.bench;

import dev.levada.dspbench.fraud.FlinkFraud;
import dev.levada.dspbench.spikes.FlinkSpikes;
import dev.levada.dspbench.wordcount.Words;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;

/**
 * Apache Flink, with a job manager and task manager in its process: objects reused, state on the heap, checkpoints to
 * the memory of the job manager, which is the least work. Buffers wait for 100 ms at most, as they do if nothing is
 * said, where throughput counts, and for one where latency does.
 */
public final class FlinkEngine extends PeerEngine {
    private static final TypeInformation<Tuple2<Long, String>> LINE = Types.TUPLE(Types.LONG, Types.STRING);

    /** As services are made. */
    public FlinkEngine() {}

    @Override
    public String label() {
        return "flink";
    }

    @Override
    List<String> opens() {
        return FlinkProcesses.OPENS.stream()
                .flatMap(each -> Stream.of("--add-opens", each + "=ALL-UNNAMED"))
                .toList();
    }

    @Override
    double startSeconds(int workers) {
        return 4;
    }

    @Override
    protected void run(Load load) throws Exception {
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.createLocalEnvironment(load.parallelism(), new Configuration());
        environment.getConfig().enableObjectReuse();
        environment.setBufferTimeout(load.isPaced() ? 1 : 100);
        if (load.exactlyOnce()) {
            environment.enableCheckpointing(EPOCH_MILLIS, CheckpointingMode.EXACTLY_ONCE);
        }
        DataStream<Tuple2<Long, String>> lines = environment
                .fromSource(
                        new DataGeneratorSource<>(new Lines(), load.count(), RateLimiterStrategy.noOp(), LINE),
                        WatermarkStrategy.noWatermarks(),
                        "lines")
                .setParallelism(1);
        connect(load.application(), lines).sinkTo(new Outputs());
        environment.execute(load.application());
    }

    private DataStream<String> connect(String application, DataStream<Tuple2<Long, String>> lines) {
        return switch (application) {
            case "fd" -> FlinkFraud.connect(lines);
            case "sd" -> FlinkSpikes.connect(lines);
            case "wc" -> words(lines);
            default -> throw unwritten(application);
        };
    }

    private static DataStream<String> words(DataStream<Tuple2<Long, String>> lines) {
        return lines.flatMap((Tuple2<Long, String> line, Collector<String> out) -> Words.split(line.f1, out::collect))
                .returns(Types.STRING)
                .keyBy(word -> word)
                .process(new RunningCount(), Types.TUPLE(Types.STRING, Types.LONG))
                .map(count -> count.f0 + "|" + count.f1)
                .returns(Types.STRING);
    }

    /** The lines of the load, in order; waits until each is due, so only one task may have it. */
    private static final class Lines implements GeneratorFunction<Long, Tuple2<Long, String>> {
        private static final long serialVersionUID = 1;
        private static final long WAIT_NANOS = 50_000;

        @Override
        public Tuple2<Long, String> map(Long index) {
            Load load = Load.current();
            long due = load.dueNanos(index);
            while (due - System.nanoTime() > 0) {
                LockSupport.parkNanos(WAIT_NANOS);
            }
            return Tuple2.of(index, load.text(index));
        }
    }

    private static final class Outputs implements Sink<String> {
        private static final long serialVersionUID = 1;

        @Override
        public SinkWriter<String> createWriter(WriterInitContext context) {
            LoadOutputs outputs = Load.current().outputs(context.getTaskInfo().getIndexOfThisSubtask());
            return new SinkWriter<>() {
                @Override
                public void write(String line, Context unused) {
                    outputs.add(line);
                }

                @Override
                public void flush(boolean endOfInput) {
                    if (endOfInput) {
                        outputs.finish();
                    }
                }

                @Override
                public void close() {}
            };
        }
    }
}
