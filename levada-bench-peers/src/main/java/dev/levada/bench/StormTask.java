package dev.levada.bench;

import java.util.List;
import java.util.Map;
import org.apache.storm.task.OutputCollector;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.topology.OutputFieldsDeclarer;
import org.apache.storm.topology.base.BaseRichBolt;
import org.apache.storm.tuple.Fields;
import org.apache.storm.tuple.Tuple;

/**
 * A bolt that does nothing against failures: it neither anchors what it emits nor acks. Marks come and go on a stream
 * of their own, in their places among the tuples of the same task.
 */
abstract class StormTask extends BaseRichBolt {
    static final String MARKS = "marks";
    static final Fields MARK = new Fields("mark");
    static final Fields LINE = new Fields("number", "line");
    static final Fields RECORD = new Fields("key", "value");
    static final Fields MADE = new Fields("made");
    static final Fields KEY = new Fields("key");

    private static final long serialVersionUID = 1;

    private final Fields fields;
    private transient OutputCollector collector;

    /** @param fields of what it emits */
    @SuppressWarnings("NullAway.Init") // prepared first
    StormTask(Fields fields) {
        this.fields = fields;
    }

    @Override
    public final void prepare(Map<String, Object> settings, TopologyContext context, OutputCollector collector) {
        this.collector = collector;
        open(context.getThisTaskIndex());
    }

    /** @param task its number among those of the bolt, from 0 */
    void open(int task) {}

    @Override
    public final void execute(Tuple tuple) {
        if (tuple.getSourceStreamId().equals(MARKS)) {
            pass((MarkedOutputs.Mark) tuple.getValue(0));
        } else {
            take(tuple);
        }
    }

    /** Hands a mark on. */
    void pass(MarkedOutputs.Mark mark) {
        collector.emit(MARKS, List.of(mark));
    }

    abstract void take(Tuple tuple);

    final void emit(List<Object> values) {
        collector.emit(values);
    }

    @Override
    public final void declareOutputFields(OutputFieldsDeclarer declarer) {
        declarer.declare(fields);
        declarer.declareStream(MARKS, MARK);
    }
}
