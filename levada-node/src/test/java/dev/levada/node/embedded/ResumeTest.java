package dev.levada.node.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.KeyCount;
import dev.levada.api.Sources;
import dev.levada.api.Topology;
import dev.levada.api.connector.BadInputException;
import dev.levada.api.recovery.Guarantee;
import dev.levada.core.plan.TaskId;
import dev.levada.node.job.Job;
import dev.levada.node.job.JobReport;
import dev.levada.node.job.JobState;
import dev.levada.node.savepoint.Difference;
import dev.levada.node.savepoint.Savepoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class ResumeTest {
    private static final int RECORDS = 40_000;

    @TempDir
    private Path directory;

    private final Ledger ledger = new Ledger();

    private Topology counting(double rate) {
        Topology topology = Topology.named("resume");
        topology.from(
                        "numbers",
                        Sources.generate(RECORDS, index -> index % 10)
                                .splits(3)
                                .rate(rate)
                                .build())
                .keyBy(value -> value)
                .count("counts")
                .to("out", ledger);
        return topology;
    }

    private Embedded settings() {
        return new Embedded()
                .guarantee(Guarantee.EXACTLY_ONCE)
                .parallelism(2)
                .epochs(Duration.ofMillis(20))
                .seed(7)
                .stateDirectory(directory.resolve("state"));
    }

    private void assertExact() {
        assertThat(ledger.committed()).hasSize(RECORDS).doesNotHaveDuplicates();
        for (long key = 0; key < 10; key++) {
            long wanted = key;
            assertThat(ledger.committed().stream()
                            .map(each -> (KeyCount<?>) each)
                            .filter(count -> count.key().equals(wanted))
                            .map(KeyCount::count))
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, RECORDS / 10).boxed().toList());
        }
    }

    /** Stops the job as soon as something of it shows. */
    private JobReport stopHalfway(Embedded settings, double rate) {
        int before = ledger.committed().size();
        Job job = settings.run(counting(rate));
        while (ledger.committed().size() == before && !job.state().isFinal()) {
            Thread.onSpinWait();
        }
        job.cancel();
        return job.join();
    }

    @Test
    void goesOnFromTheLastCompleteEpochUntilAllIsThereOnce() {
        for (int stops = 0; stops < 5; stops++) {
            assertThat(stopHalfway(settings(), 50_000).state()).isEqualTo(JobState.CANCELLED);
        }
        assertThat(ledger.committed().size()).isBetween(1, RECORDS - 1);

        assertThat(settings().run(counting(1e9)).join().state()).isEqualTo(JobState.FINISHED);

        assertExact();
    }

    @Test
    void hasNothingToDoWhenItHadFinished() {
        settings().run(counting(1e9)).join();

        JobReport again = settings().run(counting(1e9)).join();

        assertThat(again.state()).isEqualTo(JobState.FINISHED);
        assertExact();
    }

    @Test
    void survivesCrashesOfEveryTaskOnTheWay() {
        Job job = settings().run(counting(100_000));
        for (TaskId task : List.of(
                new TaskId("numbers", 0), new TaskId("counts", 1), new TaskId("numbers", 1), new TaskId("counts", 0))) {
            int seen = ledger.committed().size();
            while (ledger.committed().size() == seen) {
                assertThat(job.report().state()).as("%s", job.report().errors()).isEqualTo(JobState.RUNNING);
                Thread.onSpinWait();
            }
            job.crash(task);
        }
        JobReport report = job.join();

        assertExact();
        assertThat(report.recoveries()).isNotEmpty();
        assertThat(report.epochs()).isPositive();
    }

    @Test
    void refusesTheStateOfAnotherJobAndOfAnotherForm() {
        stopHalfway(settings(), 50_000);
        Topology other = Topology.named("other");
        other.from(Sources.of(1)).to("out", ledger);

        assertThatThrownBy(() -> settings().run(other))
                .isInstanceOf(BadInputException.class)
                .hasMessage("the state directory is of job 'resume', this is job 'other'; name another directory");
        assertThatThrownBy(() -> settings().parallelism(3).run(counting(1e9)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("has changed since its state was written");
        settings().run(counting(1e9)).join();
        assertExact();
    }

    @Test
    void refusesADamagedSnapshotAndLeavesItAsItIs() throws IOException {
        stopHalfway(settings(), 50_000);
        Path objects = directory.resolve("state/snapshots/objects");
        List<Path> files;
        try (var all = Files.list(objects)) {
            files = all.toList();
        }
        for (Path file : files) {
            byte[] bytes = Files.readAllBytes(file);
            bytes[bytes.length / 2] ^= 1;
            Files.write(file, bytes);
        }
        int before = ledger.committed().size();

        assertThatThrownBy(() -> settings().run(counting(1e9)).join())
                .hasMessageContaining("cannot be read")
                .hasMessageContaining("nothing was changed");
        assertThat(ledger.committed()).hasSize(before);
        try (var all = Files.list(objects)) {
            assertThat(all.toList()).containsExactlyInAnyOrderElementsOf(files);
        }
    }

    @Test
    void startsFromASavepointWithAnotherParallelism() throws IOException {
        stopHalfway(settings(), 50_000);
        Path target = directory.resolve("savepoint");
        Savepoint.create(directory.resolve("state"), target);

        try (Savepoint savepoint = Savepoint.open(target)) {
            assertThat(Difference.of(savepoint, counting(1).graph(), ResumeTest.class.getClassLoader()))
                    .containsExactly(new Difference.Line(Difference.Fate.KEEP, "counts", "count", ""));
            JobReport report = settings()
                    .stateDirectory(directory.resolve("other"))
                    .parallelism(3)
                    .fromSavepoint(savepoint)
                    .run(counting(1e9))
                    .join();
            assertThat(report.state()).isEqualTo(JobState.FINISHED);
        }
        assertExact();
    }
}
