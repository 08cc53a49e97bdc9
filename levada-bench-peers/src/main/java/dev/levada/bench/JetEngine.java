package dev.levada.bench;

import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.jet.Traversers;
import com.hazelcast.jet.config.JobConfig;
import com.hazelcast.jet.config.ProcessingGuarantee;
import com.hazelcast.jet.pipeline.Pipeline;
import com.hazelcast.jet.pipeline.Sinks;
import com.hazelcast.jet.pipeline.Sources;
import com.hazelcast.jet.pipeline.StreamStage;
import dev.levada.dspbench.Line;
import dev.levada.dspbench.fraud.JetFraud;
import dev.levada.dspbench.spikes.JetSpikes;
import dev.levada.dspbench.wordcount.Words;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hazelcast Jet: one member in its process, without a network, with as many cooperative threads as there are cores.
 * Within a member records are handed on as objects. The member stays from run to run.
 */
public final class JetEngine extends PeerEngine {
    private @Nullable HazelcastInstance member;

    /** As services are made. */
    public JetEngine() {}

    @Override
    public String label() {
        return "jet";
    }

    @Override
    List<String> opens() {
        return JetUnderTest.OPENS;
    }

    @Override
    double startSeconds(int workers) {
        return 1;
    }

    @Override
    protected void run(Load load) {
        HazelcastInstance own = member;
        if (own == null) {
            own = Hazelcast.newHazelcastInstance(configuration());
            member = own;
        }
        JobConfig config = new JobConfig().setName(load.application() + " " + System.nanoTime());
        if (load.exactlyOnce()) {
            config.setProcessingGuarantee(ProcessingGuarantee.EXACTLY_ONCE).setSnapshotIntervalMillis(EPOCH_MILLIS);
        }
        own.getJet().newJob(pipeline(load), config).join();
    }

    private static Config configuration() {
        Config config = new Config(null);
        config.setClusterName("levada-bench-" + ProcessHandle.current().pid());
        config.setProperty("hazelcast.phone.home.enabled", "false");
        config.setProperty("hazelcast.logging.type", "slf4j");
        config.setProperty("hazelcast.socket.bind.any", "false");
        config.setProperty("hazelcast.wait.seconds.before.join", "0");
        config.getJetConfig().setEnabled(true);
        config.getNetworkConfig().getInterfaces().setEnabled(true).addInterface(JetMember.HOST);
        JoinConfig join = config.getNetworkConfig().getJoin();
        join.getAutoDetectionConfig().setEnabled(false);
        join.getMulticastConfig().setEnabled(false);
        return config;
    }

    private Pipeline pipeline(Load load) {
        Pipeline pipeline = Pipeline.create();
        StreamStage<Line> lines = pipeline.readFrom(Sources.<Line>streamFromProcessor("lines", JetLines.alone()))
                .withoutTimestamps()
                .setLocalParallelism(1);
        connect(load.application(), lines, load.parallelism())
                .writeTo(Sinks.fromProcessor("outputs", JetLoadOutputs.each(load.parallelism())));
        return pipeline;
    }

    private StreamStage<String> connect(String application, StreamStage<Line> lines, int parallelism) {
        return switch (application) {
            case "fd" -> JetFraud.connect(lines, parallelism);
            case "sd" -> JetSpikes.connect(lines, parallelism);
            case "wc" -> words(lines, parallelism);
            default -> throw unwritten(application);
        };
    }

    private static StreamStage<String> words(StreamStage<Line> lines, int parallelism) {
        return lines.flatMap(line -> {
                    List<String> words = new ArrayList<>();
                    Words.split(line.text(), words::add);
                    return Traversers.traverseIterable(words);
                })
                .setLocalParallelism(parallelism)
                .groupingKey(word -> word)
                .<long[], String>mapStateful(() -> new long[1], (count, word, again) -> word + "|" + ++count[0])
                .setLocalParallelism(parallelism);
    }
}
