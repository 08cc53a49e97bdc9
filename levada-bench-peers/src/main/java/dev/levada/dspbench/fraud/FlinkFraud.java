package dev.levada.dspbench.fraud;

import dev.levada.dspbench.Line;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** Fraud Detection on Apache Flink: the last kinds of transactions of a customer as an array in keyed state. */
public final class FlinkFraud {
    private static final TypeInformation<Tuple3<Long, String, Integer>> TRANSACTION =
            Types.TUPLE(Types.LONG, Types.STRING, Types.INT);

    private FlinkFraud() {}

    /** @param lines numbered, in order, of one task */
    public static DataStream<String> connect(DataStream<Tuple2<Long, String>> lines) {
        return lines.flatMap((Tuple2<Long, String> line, Collector<Tuple3<Long, String, Integer>> out) -> {
                    for (Transaction each : Transaction.parse(new Line(line.f0, line.f1))) {
                        out.collect(Tuple3.of(each.seq(), each.customer(), each.state()));
                    }
                })
                .returns(TRANSACTION)
                .setParallelism(1)
                .keyBy(transaction -> transaction.f1)
                .process(new Predicting(), Types.STRING);
    }

    private static final class Predicting extends KeyedProcessFunction<String, Tuple3<Long, String, Integer>, String> {
        private static final long serialVersionUID = 1;

        private transient ValueState<int[]> recent;

        @SuppressWarnings("NullAway.Init") // opened first
        Predicting() {}

        @Override
        public void open(OpenContext context) {
            recent = getRuntimeContext()
                    .getState(
                            new ValueStateDescriptor<>("recent", PrimitiveArrayTypeInfo.INT_PRIMITIVE_ARRAY_TYPE_INFO));
        }

        @Override
        public void processElement(Tuple3<Long, String, Integer> transaction, Context context, Collector<String> out)
                throws Exception {
            int[] kept = recent.value();
            int[] before = kept == null ? RecentStates.none() : kept;
            RecentStates.judge(before, transaction.f0, transaction.f1, transaction.f2)
                    .ifPresent(out::collect);
            recent.update(RecentStates.with(before, transaction.f2));
        }
    }
}
