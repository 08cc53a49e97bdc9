package dev.levada.bench;

import static java.util.Objects.requireNonNull;

import dev.levada.node.job.JobReport;
import dev.levada.node.worker.DaemonThreads;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Kafka Streams: three members with a thread each, and a standby replica of each store in another member than its own;
 * and a {@link KafkaBroker}, which stays. All three work; any two can do it.
 */
public final class KafkaStreamsUnderTest extends SystemUnderTest {
    /** A store that is behind by no more is taken over: the broker's topic has an epoch's changes at a time. */
    static final long READY_RECORDS = 100_000;

    private static final int MEMBERS = 3;
    private static final int COPIES = 2 * KafkaKeyedJob.STORES * KafkaKeyedJob.PARTITIONS;
    /** Longer than a session and a transaction without an end take together. */
    private static final double QUIET_SECONDS = 10;

    private final JavaProcesses processes = new JavaProcesses();
    /** What each process that is there says last. */
    private final Map<Long, Stores> stores = new ConcurrentHashMap<>();

    private int started;
    private @Nullable OutputLines outputs;
    private @Nullable Ears ears;
    private @Nullable KafkaBroker broker;
    private @Nullable KafkaCommitted committed;
    private @Nullable KafkaArrivals arrivals;

    /**
     * The stores of a process.
     *
     * @param behind by how many records, all together
     */
    private record Stores(int number, long behind) {
        static final Stores UNKNOWN = new Stores(0, Long.MAX_VALUE);
    }

    /** As services are made. */
    public KafkaStreamsUnderTest() {}

    @Override
    String label() {
        return "kafka-streams";
    }

    @Override
    void open(OutputLines heard) {
        outputs = heard;
        ears = new Ears(line -> hear(line, heard));
        KafkaBroker own = new KafkaBroker();
        broker = own;
        own.create(KafkaKeyedJob.ARRIVALS, KafkaKeyedJob.PARTITIONS);
        own.create(KafkaKeyedJob.OUTPUTS, KafkaKeyedJob.PARTITIONS);
        committed = new KafkaCommitted(own.address(), line -> heard.hear(line, System.nanoTime()));
        new DaemonThreads("committed").newThread(committed).start();
        for (int member = 0; member < MEMBERS; member++) {
            start();
        }
        processes.await("a group of three members of Kafka Streams", this::isReady);
    }

    private void hear(String line, OutputLines heard) {
        String[] parts = line.split(" ", 4);
        if (parts[0].equals(KafkaMember.STORES)) {
            Stores said = new Stores(Integer.parseInt(parts[2]), Long.parseLong(parts[3]));
            stores.computeIfPresent(Long.valueOf(parts[1]), (process, before) -> said);
        } else {
            heard.hear(line, System.nanoTime());
        }
    }

    private void start() {
        started++;
        Process process = processes.start(
                List.of("-XX:+UseG1GC", "-Xmx1200m"),
                KafkaMember.class.getName(),
                String.valueOf(requireNonNull(ears).port()),
                requireNonNull(broker).address(),
                processes.directory().resolve("member-" + started).toString());
        stores.put(process.pid(), Stores.UNKNOWN);
        var unused = process.onExit().thenAccept(gone -> stores.remove(gone.pid()));
    }

    @Override
    double startSeconds() {
        return 3;
    }

    /** The second half of the job sees what the first one has committed. */
    @Override
    double burstSeconds() {
        return KafkaMember.EPOCH_MILLIS / 1e3;
    }

    @Override
    void submit(KeyedJob work) {
        arrivals = new KafkaArrivals(work, requireNonNull(broker).address());
        new DaemonThreads("arrivals").newThread(arrivals).start();
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

    /** When each part of a store is in two members, as far along as it needs to be. */
    @Override
    boolean isReady() {
        return stores.size() == MEMBERS
                && stores.values().stream().allMatch(each -> each.behind() <= READY_RECORDS)
                && stores.values().stream().mapToInt(Stores::number).sum() >= COPIES;
    }

    /** It has no end by itself: it is over when its input is, and nothing more comes. */
    @Override
    void join() {
        processes.await(
                "the end of Kafka's job",
                () -> requireNonNull(arrivals).isOver()
                        && requireNonNull(committed).silentSeconds() > QUIET_SECONDS);
    }

    @Override
    public void close() {
        if (arrivals != null) {
            arrivals.close();
        }
        if (committed != null) {
            committed.close();
        }
        processes.close();
        if (broker != null) {
            broker.close();
        }
        if (ears != null) {
            ears.close();
        }
    }
}
