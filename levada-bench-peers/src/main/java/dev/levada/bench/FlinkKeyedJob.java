package dev.levada.bench;

import java.util.ArrayList;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** The word count of a {@link KeyedJob} on Apache Flink, exactly once with an epoch each second, and objects reused. */
final class FlinkKeyedJob {
    private static final long EPOCH_MILLIS = 1_000;
    /** A record on its way: its text and its index. */
    private static final TypeInformation<Tuple2<String, Long>> ARRIVAL = Types.TUPLE(Types.STRING, Types.LONG);

    private FlinkKeyedJob() {}

    /** @param port where lines are taken */
    static JobClient submit(KeyedJob work, int restPort, int port) {
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.createRemoteEnvironment("localhost", restPort);
        environment.setParallelism(work.parallelism());
        environment.getConfig().enableObjectReuse();
        environment.enableCheckpointing(EPOCH_MILLIS, CheckpointingMode.EXACTLY_ONCE);
        Arriving arriving = new Arriving(work);
        environment
                .fromSource(
                        new DataGeneratorSource<>(arriving, arriving.numbers(), RateLimiterStrategy.noOp(), ARRIVAL),
                        WatermarkStrategy.noWatermarks(),
                        "arrivals")
                .flatMap((Tuple2<String, Long> record, Collector<Tuple2<String, Long>> out) -> {
                    if (!record.f0.isEmpty()) {
                        Sentences.split(record.f0, word -> out.collect(Tuple2.of(word, record.f1)));
                    }
                })
                .returns(ARRIVAL)
                .keyBy(word -> word.f0)
                .process(new Keyed(), Types.GENERIC(Output.class)) // handed on by a call, never written
                .sinkTo(new FlinkOutputs(port));
        try {
            return environment.executeAsync("keyed");
        } catch (Exception e) {
            throw new IllegalStateException("Flink does not take the job", e);
        }
    }

    /**
     * Makes records when they are due. Each reader has one half of the numbers, and every other record; a number too
     * many is a record without text. Blocks for a millisecond at most.
     */
    private static final class Arriving implements GeneratorFunction<Long, Tuple2<String, Long>> {
        private static final long serialVersionUID = 1;
        private static final long BLOCK_NANOS = 1_000_000;

        private final ArrayList<String> work;
        private final int shares;
        private final long each;
        private transient Arrivals<Workload.Arrival> arrivals;

        @SuppressWarnings("NullAway.Init") // opened first
        Arriving(KeyedJob work) {
            this.work = new ArrayList<>(work.arguments());
            this.shares = work.parallelism();
            this.each = (work.state().records() + work.count() + shares - 1) / shares;
        }

        long numbers() {
            return each * shares;
        }

        @Override
        public void open(SourceReaderContext context) {
            arrivals = Workload.sentences(KeyedJob.read(work), line -> {});
        }

        @Override
        public Tuple2<String, Long> map(Long number) {
            long index = number % each * shares + number / each;
            if (index >= arrivals.count()) {
                return Tuple2.of("", index);
            }
            long due = arrivals.dueNanos(index);
            while (due - System.nanoTime() > 0) {
                LockSupport.parkNanos(BLOCK_NANOS);
            }
            return Tuple2.of(arrivals.record().apply(index).text(), index);
        }
    }

    /** What {@link Counting} does. */
    private static final class Keyed extends KeyedProcessFunction<String, Tuple2<String, Long>, Output> {
        private static final long serialVersionUID = 1;

        private transient ValueState<Long> count;
        private transient ValueState<byte[]> entry;

        @SuppressWarnings("NullAway.Init") // opened first
        Keyed() {}

        @Override
        public void open(OpenContext context) {
            count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Types.LONG));
            entry = getRuntimeContext()
                    .getState(
                            new ValueStateDescriptor<>("entry", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
        }

        @Override
        public void processElement(Tuple2<String, Long> word, Context context, Collector<Output> out) throws Exception {
            if (LargeState.isKey(word.f0)) {
                entry.update(LargeState.entry());
                return;
            }
            Long before = count.value();
            long now = before == null ? 1 : before + 1;
            count.update(now);
            out.collect(new Output(word.f0, now, word.f1));
        }
    }
}
