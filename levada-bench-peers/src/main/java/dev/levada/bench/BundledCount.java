package dev.levada.bench;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** Counts in a map, which goes into the keyed state before each checkpoint; emits all counts at the end. */
final class BundledCount extends AbstractStreamOperator<Tuple2<String, Long>>
        implements OneInputStreamOperator<String, Tuple2<String, Long>> {
    private static final long serialVersionUID = 1;
    private static final ValueStateDescriptor<Long> COUNT = new ValueStateDescriptor<>("count", Types.LONG);

    private transient Map<String, long[]> bundle;
    private transient ValueState<Long> count;

    @Override
    public void open() throws Exception {
        super.open();
        bundle = new HashMap<>(20_000);
        count = getPartitionedState(COUNT);
    }

    @Override
    public void processElement(StreamRecord<String> record) {
        long[] cell = bundle.get(record.getValue());
        if (cell == null) {
            bundle.put(record.getValue(), new long[] {1});
        } else {
            cell[0]++;
        }
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpoint) throws Exception {
        for (Map.Entry<String, long[]> entry : bundle.entrySet()) {
            setCurrentKey(entry.getKey());
            Long before = count.value();
            count.update((before == null ? 0 : before) + entry.getValue()[0]);
        }
        bundle.clear();
    }

    @Override
    public void finish() throws Exception {
        prepareSnapshotPreBarrier(0);
        List<Object> words = getKeyedStateBackend()
                .getKeys(COUNT.getName(), VoidNamespace.INSTANCE)
                .toList();
        for (Object word : words) {
            setCurrentKey(word);
            output.collect(new StreamRecord<>(Tuple2.of((String) word, count.value())));
        }
        super.finish();
    }
}
