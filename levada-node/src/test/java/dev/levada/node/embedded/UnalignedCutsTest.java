package dev.levada.node.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.KeyCount;
import dev.levada.api.Sources;
import dev.levada.api.Topology;
import dev.levada.api.connector.BadInputException;
import dev.levada.api.recovery.Cuts;
import dev.levada.api.recovery.Guarantee;
import dev.levada.core.plan.TaskId;
import dev.levada.node.job.Job;
import dev.levada.node.job.JobState;
import dev.levada.node.savepoint.Savepoint;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A task that is held back takes no input, so that it piles up: no barrier gets through. */
@Timeout(60)
final class UnalignedCutsTest {
    private static final int RECORDS = 40_000;

    @TempDir
    private Path directory;

    private final Ledger ledger = new Ledger();

    private Topology counting() {
        Topology topology = Topology.named("piled");
        topology.from(
                        "numbers",
                        Sources.generate(RECORDS, index -> index % 10).splits(3).build())
                .keyBy(value -> value)
                .count("counts")
                .to("out", ledger);
        return topology;
    }

    private Embedded settings(Cuts cuts) {
        return new Embedded()
                .guarantee(Guarantee.EXACTLY_ONCE)
                .parallelism(2)
                .epochs(Duration.ofMillis(20))
                .cuts(cuts)
                .seed(7)
                .stateDirectory(directory.resolve("state"));
    }

    /** A job whose sources have sent what there is room for. */
    private Job piledUp(Cuts cuts) {
        Job job = settings(cuts).hold("counts").run(counting());
        awaitEpochs(job, 5);
        return job;
    }

    private static void awaitEpochs(Job job, int more) {
        long before = job.report().epochs();
        while (job.report().epochs() < before + more) {
            assertThat(job.report().state()).as("%s", job.report().errors()).isEqualTo(JobState.RUNNING);
            Thread.onSpinWait();
        }
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

    @ParameterizedTest
    @EnumSource(names = {"UNALIGNED", "AUTO"})
    void epochsGoOnAndWhatWasOnItsWayIsThereAfterAFailure(Cuts cuts) {
        Job job = piledUp(cuts);

        job.crash(new TaskId("numbers", 1));
        while (job.report().recoveries().isEmpty()) {
            Thread.onSpinWait();
        }
        awaitEpochs(job, 2);
        job.release("counts");

        assertThat(job.join().state()).isEqualTo(JobState.FINISHED);
        assertExact();
    }

    @Test
    void aJobGoesOnFromSuchAnEpochWithAlignedCuts() {
        Job job = piledUp(Cuts.UNALIGNED);
        job.cancel();
        assertThat(job.join().state()).isEqualTo(JobState.CANCELLED);

        assertThat(settings(Cuts.ALIGNED).run(counting()).join().state()).isEqualTo(JobState.FINISHED);

        assertExact();
    }

    @Test
    void noSavepointIsMadeOfAnEpochWithRecordsOnTheirWay() {
        Job job = piledUp(Cuts.UNALIGNED);
        job.cancel();
        job.join();

        assertThatThrownBy(() -> Savepoint.create(directory.resolve("state"), directory.resolve("savepoint")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("has records on their way, on channel numbers#")
                .hasMessageContaining("--cuts aligned");
    }
}
