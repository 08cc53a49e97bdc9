package dev.levada.dspbench.fraud;

import com.hazelcast.jet.Traversers;
import com.hazelcast.jet.pipeline.StreamStage;
import dev.levada.dspbench.Line;

/** Fraud Detection on Hazelcast Jet: the last kinds of transactions of a customer as an array. */
public final class JetFraud {

    private JetFraud() {}

    /** @param lines in order, of one processor */
    public static StreamStage<String> connect(StreamStage<Line> lines, int parallelism) {
        return lines.flatMap(line -> Traversers.traverseIterable(Transaction.parse(line)))
                .setLocalParallelism(1)
                .groupingKey(Transaction::customer)
                .<int[][], String>mapStateful(() -> new int[][] {RecentStates.none()}, (recent, customer, each) -> {
                    int[] before = recent[0];
                    recent[0] = RecentStates.with(before, each.state());
                    return RecentStates.judge(before, each.seq(), customer, each.state())
                            .orElse(null);
                })
                .setLocalParallelism(parallelism);
    }
}
