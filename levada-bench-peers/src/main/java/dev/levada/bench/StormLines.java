package dev.levada.bench;

import java.util.Map;
import org.apache.storm.spout.SpoutOutputCollector;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.topology.OutputFieldsDeclarer;
import org.apache.storm.topology.base.BaseRichSpout;
import org.apache.storm.tuple.Values;

/** The lines of the load when they are due, for Apache Storm, by one task; and the marks among them. Nobody acks. */
final class StormLines extends BaseRichSpout {
    private static final long serialVersionUID = 1;

    private transient SpoutOutputCollector collector;
    private transient Load load;
    private transient Marks marks;
    private long next;
    private boolean ended;

    @SuppressWarnings("NullAway.Init") // opened first
    StormLines() {}

    @Override
    public void open(Map<String, Object> settings, TopologyContext context, SpoutOutputCollector collector) {
        this.collector = collector;
        this.load = Load.current();
        this.marks = load.job().marks();
    }

    /** One at a time, as Storm asks for: it looks between them whether there is room for more. */
    @Override
    public void nextTuple() {
        if (ended || load.dueNanos(next) - System.nanoTime() > 0) {
            return;
        }
        if (next == load.count()) {
            ended = true;
            mark(MarkedOutputs.Mark.LAST);
            return;
        }
        MarkedOutputs.Mark.before(next, marks).ifPresent(this::mark);
        collector.emit(new Values(next, load.texts().get(next)));
        next++;
    }

    private void mark(MarkedOutputs.Mark mark) {
        collector.emit(StormTask.MARKS, new Values(mark));
    }

    @Override
    public void declareOutputFields(OutputFieldsDeclarer declarer) {
        declarer.declare(StormTask.LINE);
        declarer.declareStream(StormTask.MARKS, StormTask.MARK);
    }
}
