package dev.levada.node.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.MemorySink;
import dev.levada.api.Sinks;
import dev.levada.api.Sources;
import dev.levada.api.Topology;
import dev.levada.api.recovery.Recovery;
import dev.levada.node.job.JobReport;
import dev.levada.node.job.JobState;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class SpillTest {
    private static final int RECORDS = 20_000;
    private static final int CRASH_AT = 15_000;
    /** More in all than memory is set aside for. */
    private static final int RECORD_BYTES = 20_000;

    private static final long MEMORY_BYTES = 256L << 20;

    @TempDir
    private Path directory;

    private final AtomicInteger made = new AtomicInteger();
    private final AtomicLong spilledBytes = new AtomicLong();

    private Topology crashingOnce(MemorySink<Long> sink) {
        Topology topology = Topology.named("spill");
        topology.from(
                        "numbers",
                        Sources.generate(RECORDS, index -> {
                                    made.incrementAndGet();
                                    return ByteBuffer.allocate(RECORD_BYTES)
                                            .putLong(index)
                                            .array();
                                })
                                .build())
                .map(bytes -> {
                    long value = ByteBuffer.wrap(bytes).getLong();
                    if (value == CRASH_AT && spilledBytes.get() == 0) {
                        spilledBytes.set(bytesIn(directory.resolve("state/spill")));
                        throw new IllegalStateException("crash");
                    }
                    return value;
                })
                .named("look")
                .apart()
                .to(sink);
        return topology;
    }

    private static long bytesIn(Path spill) throws IOException {
        long bytes = 0;
        try (Stream<Path> files = Files.walk(spill)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                bytes += Files.size(file);
            }
        }
        return bytes;
    }

    private Embedded settings(int budgetRecords) {
        return new Embedded()
                .recovery(Recovery.atLeastOnceSnapshot())
                .epochs(Duration.ofMinutes(1)) // nothing is released before the end
                .parallelism(1)
                .batchSize(16)
                .budgetRecords(budgetRecords);
    }

    @Test
    void whatWasSpilledIsSentAgainAfterACrash() {
        MemorySink<Long> sink = Sinks.memory();

        JobReport report = settings(100)
                .stateDirectory(directory.resolve("state"))
                .run(crashingOnce(sink))
                .join();

        assertThat(report.state()).isEqualTo(JobState.FINISHED);
        assertThat(report.warnings()).isEmpty();
        assertThat(report.recoveries()).hasSize(1);
        assertThat(made.get()).as("the source went on").isEqualTo(RECORDS);
        assertThat(sink.values().stream().distinct().sorted())
                .isEqualTo(LongStream.range(0, RECORDS).boxed().toList());
        assertThat(spilledBytes.get()).isGreaterThan((CRASH_AT - 500) * (long) RECORD_BYTES - MEMORY_BYTES);
        assertThat(directory.resolve("state/spill")).doesNotExist();
    }

    @Test
    void nothingIsMadeWhereMemoryIsEnough() throws IOException {
        Topology topology = Topology.named("small");
        AtomicInteger seen = new AtomicInteger();
        topology.from(Sources.generate(1_000, index -> index).build())
                .map(value -> {
                    seen.addAndGet(Files.exists(directory.resolve("state/spill")) ? 1 : 0);
                    return value;
                })
                .apart()
                .to(Sinks.discard());

        settings(1_000_000)
                .stateDirectory(directory.resolve("state"))
                .run(topology)
                .join();

        assertThat(seen.get()).isZero();
    }

    @Test
    void leftoversOfAnEarlierProcessAreSwept() throws IOException {
        Path left = directory.resolve("state/spill/3");
        Files.createDirectories(left);
        Files.write(left.resolve("0000000000000000000.spill"), new byte[10]);
        Path foreign = directory.resolve("state/spill/notes");
        Files.write(foreign, new byte[1]);

        Topology topology = Topology.named("sweep");
        topology.from(Sources.of(1L)).to(Sinks.discard());
        settings(100).stateDirectory(directory.resolve("state")).run(topology).join();

        assertThat(left).doesNotExist();
        assertThat(foreign).exists();
    }
}
