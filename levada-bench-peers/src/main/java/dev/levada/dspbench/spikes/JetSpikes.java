package dev.levada.dspbench.spikes;

import com.hazelcast.jet.Traversers;
import com.hazelcast.jet.pipeline.StreamStage;
import dev.levada.dspbench.Line;

/** Spike Detection on Hazelcast Jet: the graph of the suite, the readings of a device as an array. */
public final class JetSpikes {

    private JetSpikes() {}

    /** @param lines in order, of one processor */
    public static StreamStage<String> connect(StreamStage<Line> lines, int parallelism) {
        return lines.flatMap(line -> Traversers.traverseIterable(Reading.parse(line)))
                .setLocalParallelism(1)
                .groupingKey(Reading::device)
                .<double[], Average>mapStateful(
                        RecentReadings::none,
                        (recent, device, reading) -> new Average(
                                reading.seq(), device, RecentReadings.add(recent, reading.value()), reading.value()))
                .setLocalParallelism(parallelism)
                .rebalance()
                .filter(Average::isSpike)
                .setLocalParallelism(parallelism)
                .map(Average::line)
                .setLocalParallelism(parallelism);
    }
}
