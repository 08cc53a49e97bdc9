package dev.levada.testkit.sample;

import dev.levada.api.Stream;
import dev.levada.api.Topology;
import dev.levada.api.graph.Graph;
import dev.levada.api.graph.Partitioning;
import dev.levada.api.recovery.Recovery;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A job as small as it can be: a source of two splits with a task each, an operator that takes what comes first, some
 * that pass it on, and sinks. All but the source have one task, apart from its neighbours.
 *
 * @param sources by name
 */
public record SmallJob(Graph graph, Map<String, SampleSource> sources, List<SampleJob.Output> outputs)
        implements Workload {
    private static final int SPLITS = 2;

    /**
     * Makes one.
     *
     * @param perSplit how many records each split has
     * @param dueNanos when all of them are
     * @param recoveries how operators recover that do not as the job does, by their names
     */
    public static SmallJob of(
            int hops, int sinks, int perSplit, long dueNanos, Map<String, Recovery> recoveries, Outside outside) {
        Topology topology = Topology.named("small");
        SampleSource source = new SampleSource(0, SPLITS, perSplit, dueNanos, 0, SampleSource.Pause.none());
        Stream<Item> read = topology.from("source", source).parallelism(SPLITS);
        recover(read, recoveries.get("source"));
        Stream<Item> last = operator("merge", read, recoveries);
        for (int hop = 1; hop <= hops; hop++) {
            last = operator("hop" + hop, last, recoveries);
        }
        List<SampleJob.Output> outputs = new ArrayList<>();
        for (int i = 0; i < sinks; i++) {
            SampleSink sink = new SampleSink("sink" + i, 1, false, outside);
            last.partition(Partitioning.global()).to(sink.name(), sink);
            outputs.add(new SampleJob.Output(sink, (origins, atEnd) -> origins, false, ""));
        }
        Map<String, SampleSource> sources = new LinkedHashMap<>();
        sources.put("source", source);
        return new SmallJob(topology.graph(), sources, outputs);
    }

    private static Stream<Item> operator(String name, Stream<Item> from, Map<String, Recovery> recoveries) {
        Stream<Item> to = from.partition(Partitioning.global())
                .map(item -> item)
                .named(name)
                .parallelism(1)
                .apart();
        recover(to, recoveries.get(name));
        return to;
    }

    private static void recover(Stream<Item> stream, @Nullable Recovery recovery) {
        if (recovery != null) {
            stream.recover(recovery);
        }
    }
}
