package dev.levada.bench;

import static java.util.Objects.requireNonNull;

import com.hazelcast.client.HazelcastClient;
import com.hazelcast.client.config.ClientConfig;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.jet.Job;
import com.hazelcast.jet.core.JobStatus;
import dev.levada.node.job.JobReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Hazelcast Jet: two members that work, and a third that joins when the job runs, and stands by. */
public final class JetUnderTest extends SystemUnderTest {
    private static final int WORKERS = 2;
    private static final int SPARES = 1;

    /** What Hazelcast asks for at its start. */
    static final List<String> OPENS = List.of(
            "--add-modules",
            "java.se",
            "--add-exports",
            "java.base/jdk.internal.ref=ALL-UNNAMED",
            "--add-opens",
            "java.base/java.lang=ALL-UNNAMED",
            "--add-opens",
            "java.base/sun.nio.ch=ALL-UNNAMED",
            "--add-opens",
            "java.management/sun.management=ALL-UNNAMED",
            "--add-opens",
            "jdk.management/com.sun.management.internal=ALL-UNNAMED");

    private final List<Integer> ports = new ArrayList<>();

    private @Nullable OutputLines outputs;
    private @Nullable Ears ears;
    private @Nullable JavaProcesses processes;
    private @Nullable HazelcastInstance client;
    private @Nullable Job job;

    /** As services are made. */
    public JetUnderTest() {}

    @Override
    String label() {
        return "jet";
    }

    @Override
    void open(OutputLines heard) {
        outputs = heard;
        ears = new Ears(line -> heard.hear(line, System.nanoTime()));
        processes = new JavaProcesses();
        start();
        ClientConfig config = new ClientConfig();
        config.setClusterName(JetMember.CLUSTER).setProperty("hazelcast.logging.type", "none");
        config.getNetworkConfig().addAddress(JetMember.HOST + ":" + ports.get(0));
        client = HazelcastClient.newHazelcastClient(config);
        start();
        processes.await("a Hazelcast cluster with two members", () -> members() == WORKERS);
    }

    /** A member, which finds the others. */
    private void start() {
        ports.add(0, JavaProcesses.freePort());
        List<String> arguments = new ArrayList<>();
        arguments.add(String.valueOf(requireNonNull(ears).port()));
        ports.forEach(port -> arguments.add(port.toString()));
        List<String> flags = new ArrayList<>(OPENS);
        flags.addAll(List.of("-XX:+UseG1GC", "-Xmx1200m"));
        requireNonNull(processes).start(flags, JetMember.class.getName(), arguments.toArray(String[]::new));
    }

    @Override
    double startSeconds() {
        return 10;
    }

    @Override
    void submit(KeyedJob work) {
        Job submitted = JetKeyedJob.submit(
                work, requireNonNull(ears).port(), requireNonNull(client).getJet());
        job = submitted;
        requireNonNull(processes).await("Jet's job", () -> submitted.getStatus() == JobStatus.RUNNING);
        start();
    }

    @Override
    int failures() {
        return requireNonNull(outputs).failures();
    }

    @Override
    Optional<JobReport> report() {
        return Optional.empty();
    }

    @Override
    void replace() {
        start();
    }

    @Override
    boolean isReady() {
        return members() == WORKERS + SPARES;
    }

    private int members() {
        return requireNonNull(client).getCluster().getMembers().size();
    }

    @Override
    void join() {
        requireNonNull(job).join();
    }

    @Override
    public void close() {
        if (client != null) {
            client.shutdown();
        }
        if (processes != null) {
            processes.close();
        }
        if (ears != null) {
            ears.close();
        }
    }
}
