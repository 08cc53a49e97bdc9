package dev.levada.bench;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;

/** The word count on Apache Flink, with objects reused. What it says goes over sockets to the process that measures. */
final class FlinkWordCount {
    static final int PARALLELISM = 2;

    private FlinkWordCount() {}

    /** What becomes of the counts. */
    enum Counting {
        /** Each running count goes to the sink, as in the engine's run. */
        RUNNING,
        /** Counts are bundled between checkpoints, and go to the sink once, at the end. */
        BUNDLED
    }

    /** In a cluster of its own. */
    static ProcessWordCount run(RemoteJob job, Counting counting) throws Exception {
        Processes processes = new Processes(PARALLELISM);
        AtomicReference<Tally> tally = new AtomicReference<>(Tally.NOTHING);
        try (Ears ears = new Ears(line -> {
                    processes.hear(line);
                    tally.updateAndGet(Tally.read(line)::plus);
                });
                FlinkProcesses flink = new FlinkProcesses(PARALLELISM, "")) {
            run(counting, job.seed(), job.count(), flink.restPort(), ears.port());
        }
        return new ProcessWordCount(processes.cost(), requireNonNull(tally.get()));
    }

    private static void run(Counting counting, long seed, long count, int restPort, int port) throws Exception {
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.createRemoteEnvironment("localhost", restPort);
        environment.setParallelism(PARALLELISM);
        environment.getConfig().enableObjectReuse();
        environment.enableCheckpointing(1_000, CheckpointingMode.EXACTLY_ONCE);
        KeyedStream<String, String> words = environment
                .fromSource(
                        new DataGeneratorSource<>(
                                new Sayings(seed, count, port), count, RateLimiterStrategy.noOp(), Types.STRING),
                        WatermarkStrategy.noWatermarks(),
                        "sentences")
                .flatMap((String sentence, Collector<String> out) -> Sentences.split(sentence, out::collect))
                .returns(Types.STRING)
                .keyBy(word -> word);
        TypeInformation<Tuple2<String, Long>> counts = Types.TUPLE(Types.STRING, Types.LONG);
        if (counting == Counting.BUNDLED) {
            words.transform("counts", counts, new BundledCount()).sinkTo(new LastCounts(port));
        } else {
            words.process(new RunningCount(), counts).sinkTo(new TallySink(port));
        }
        environment.execute("word-count");
    }

    /** The sentences; each reader has one half of the numbers, and every other sentence. */
    private static final class Sayings implements GeneratorFunction<Long, String> {
        private static final long serialVersionUID = 1;

        private final long seed;
        private final long half;
        private final int port;
        private transient Sentences sentences;
        private transient Marks marks;

        Sayings(long seed, long count, int port) {
            this.seed = seed;
            this.half = count / PARALLELISM;
            this.port = port;
        }

        @Override
        public void open(org.apache.flink.api.connector.source.SourceReaderContext context) {
            sentences = new Sentences(seed);
            marks = Marks.of(half * PARALLELISM, PARALLELISM);
        }

        @Override
        public String map(Long number) {
            long index = number < half ? number * PARALLELISM : (number - half) * PARALLELISM + 1;
            marks.pass(index, Voice.to(port));
            return sentences.get(index);
        }
    }

    /** The same work as in the engine's run: each running count is added to a tally. */
    private record TallySink(int port) implements Sink<Tuple2<String, Long>> {

        @Override
        public SinkWriter<Tuple2<String, Long>> createWriter(WriterInitContext context) {
            Tally.Adder tally = new Tally.Adder();
            return new AtEnd(port) {
                @Override
                public void write(Tuple2<String, Long> count, Context unused) {
                    tally.add(count.f0, count.f1);
                }

                @Override
                Tally tally() {
                    return tally.tally();
                }
            };
        }
    }

    /** Keeps the last count of each word: there is little to keep. */
    private record LastCounts(int port) implements Sink<Tuple2<String, Long>> {

        @Override
        public SinkWriter<Tuple2<String, Long>> createWriter(WriterInitContext context) {
            Map<String, Long> last = new HashMap<>(20_000);
            return new AtEnd(port) {
                @Override
                public void write(Tuple2<String, Long> count, Context unused) {
                    last.put(count.f0, count.f1);
                }

                @Override
                Tally tally() {
                    return Tally.of(last);
                }
            };
        }
    }

    private abstract static class AtEnd implements SinkWriter<Tuple2<String, Long>> {
        private final int port;

        AtEnd(int port) {
            this.port = port;
        }

        abstract Tally tally();

        @Override
        public void flush(boolean endOfInput) {
            if (endOfInput) {
                Voice.to(port).accept(tally().line());
            }
        }

        @Override
        public void close() {}
    }
}
