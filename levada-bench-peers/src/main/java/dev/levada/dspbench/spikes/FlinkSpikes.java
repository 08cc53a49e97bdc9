package dev.levada.dspbench.spikes;

import dev.levada.dspbench.Line;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.api.java.tuple.Tuple4;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** Spike Detection on Apache Flink: the graph of the suite, the readings of a device as an array in keyed state. */
public final class FlinkSpikes {
    private static final TypeInformation<Tuple3<Long, Integer, Double>> READING =
            Types.TUPLE(Types.LONG, Types.INT, Types.DOUBLE);
    private static final TypeInformation<Tuple4<Long, Integer, Double, Double>> AVERAGE =
            Types.TUPLE(Types.LONG, Types.INT, Types.DOUBLE, Types.DOUBLE);

    private FlinkSpikes() {}

    /** @param lines numbered, in order, of one task */
    public static DataStream<String> connect(DataStream<Tuple2<Long, String>> lines) {
        return lines.flatMap((Tuple2<Long, String> line, Collector<Tuple3<Long, Integer, Double>> out) -> {
                    for (Reading reading : Reading.parse(new Line(line.f0, line.f1))) {
                        out.collect(Tuple3.of(reading.seq(), reading.device(), reading.value()));
                    }
                })
                .returns(READING)
                .setParallelism(1)
                .keyBy(reading -> reading.f1)
                .process(new Averaging(), AVERAGE)
                .rebalance()
                .filter(each -> average(each).isSpike())
                .map(each -> average(each).line())
                .returns(Types.STRING);
    }

    private static Average average(Tuple4<Long, Integer, Double, Double> fields) {
        return new Average(fields.f0, fields.f1, fields.f2, fields.f3);
    }

    private static final class Averaging
            extends KeyedProcessFunction<
                    Integer, Tuple3<Long, Integer, Double>, Tuple4<Long, Integer, Double, Double>> {
        private static final long serialVersionUID = 1;

        /** The readings, their sum, and how many there were. */
        private transient ValueState<double[]> recent;

        @SuppressWarnings("NullAway.Init") // opened first
        Averaging() {}

        @Override
        public void open(OpenContext context) {
            recent = getRuntimeContext()
                    .getState(new ValueStateDescriptor<>(
                            "recent", PrimitiveArrayTypeInfo.DOUBLE_PRIMITIVE_ARRAY_TYPE_INFO));
        }

        @Override
        public void processElement(
                Tuple3<Long, Integer, Double> reading,
                Context context,
                Collector<Tuple4<Long, Integer, Double, Double>> out)
                throws Exception {
            double[] kept = recent.value();
            double[] window = kept == null ? RecentReadings.none() : kept;
            double average = RecentReadings.add(window, reading.f2);
            recent.update(window);
            out.collect(Tuple4.of(reading.f0, reading.f1, average, reading.f2));
        }
    }
}
