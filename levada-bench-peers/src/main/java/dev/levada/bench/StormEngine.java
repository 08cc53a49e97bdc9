package dev.levada.bench;

import dev.levada.dspbench.fraud.StormFraud;
import dev.levada.dspbench.spikes.StormSpikes;
import dev.levada.dspbench.storm.StormApplication;
import dev.levada.dspbench.wordcount.StormWords;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.storm.Config;
import org.apache.storm.LocalCluster;
import org.apache.storm.generated.StormTopology;
import org.jspecify.annotations.Nullable;

/**
 * Apache Storm: a local cluster in its process, which stays from run to run, with one worker, in which tuples are
 * handed on as objects. Without anything against failures nobody acks; exactly once is Trident's, whose batches have a
 * second. Tuples go in hundreds, or after a millisecond, where throughput counts, and one by one where latency does.
 */
public final class StormEngine extends PeerEngine {
    /** Before a task: a batch for which there is no room there never ends. */
    private static final int ROOM = 1 << 20;

    private @Nullable LocalCluster cluster;
    private int runs;

    /** As services are made. */
    public StormEngine() {}

    @Override
    public String label() {
        return "storm";
    }

    @Override
    List<String> opens() {
        return List.of();
    }

    @Override
    double startSeconds(int workers) {
        return 8;
    }

    /** Trident says each second what is done. */
    @Override
    double enoughSeconds() {
        return 8;
    }

    @Override
    protected void run(Load load) throws Exception {
        LocalCluster own = cluster;
        if (own == null) {
            own = new LocalCluster();
            cluster = own;
        }
        runs++;
        String name = "load-" + runs;
        StormApplication<?, ?, ?, ?> application = application(load.application());
        int tasks = load.parallelism();
        int parsers = load.application().equals(Origins.WORDS) ? tasks : 1;
        MarkedOutputs outputs = new MarkedOutputs(load, tasks, StormTasks.ways(application, parsers, tasks));
        StormTopology topology = load.exactlyOnce()
                ? TridentTasks.topology(application, name, parsers, tasks)
                : StormTasks.topology(application, parsers, tasks);
        own.submitTopology(name, settings(load), topology);
        try {
            outputs.await();
        } finally {
            own.killTopologyWithOpts(name, LocalCluster.KILL_NOW);
        }
    }

    private StormApplication<?, ?, ?, ?> application(String code) {
        return switch (code) {
            case "fd" -> new StormFraud();
            case "sd" -> new StormSpikes();
            case "wc" -> new StormWords();
            default -> throw unwritten(code);
        };
    }

    private static Map<String, Object> settings(Load load) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(Config.TOPOLOGY_WORKERS, 1);
        settings.put(Config.TOPOLOGY_ACKER_EXECUTORS, load.exactlyOnce() ? 1 : 0);
        settings.put(Config.TOPOLOGY_DISABLE_LOADAWARE_MESSAGING, true);
        settings.put(Config.TOPOLOGY_STATS_SAMPLE_RATE, 0.001);
        settings.put(Config.TOPOLOGY_PRODUCER_BATCH_SIZE, load.isPaced() ? 1 : 100);
        settings.put(Config.TOPOLOGY_BATCH_FLUSH_INTERVAL_MILLIS, 1);
        if (load.exactlyOnce()) {
            settings.put(Config.TOPOLOGY_MAX_SPOUT_PENDING, 2);
            settings.put(Config.TOPOLOGY_EXECUTOR_RECEIVE_BUFFER_SIZE, ROOM);
            settings.put(Config.TOPOLOGY_TRIDENT_BATCH_EMIT_INTERVAL_MILLIS, load.isPaced() ? EPOCH_MILLIS : 1);
        }
        return settings;
    }

    @Override
    protected void stop() throws Exception {
        if (cluster != null) {
            cluster.close();
        }
    }
}
