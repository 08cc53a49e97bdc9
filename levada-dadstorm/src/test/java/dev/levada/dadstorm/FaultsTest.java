package dev.levada.dadstorm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.recovery.Guarantee;
import dev.levada.node.job.JobReport;
import dev.levada.node.job.JobState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Replicas crash and freeze in the middle of a job, and what comes out is what the guarantee says. */
@Timeout(60)
final class FaultsTest {
    private static final int TUPLES = 60;
    private static final List<String> ALL =
            IntStream.rangeClosed(1, TUPLES).mapToObj(Integer::toString).toList();
    /** Replicas 0 to 2 of OP1 read the file, those of OP2 and OP3 read the operator before. */
    private static final List<String> FAULTS = List.of(
            "Crash OP1 0",
            "Crash OP1 2; Crash OP2 1; Crash OP3 0",
            "Crash OP2 0; Crash OP2 2",
            "Crash OP1 0; Crash OP1 1; Crash OP1 2",
            "Crash OP2 0; Crash OP2 1; Crash OP2 2",
            "Crash OP3 0; Crash OP3 1",
            "Crash OP1 1; Wait 200; Crash OP1 1; Wait 200; Crash OP1 1; Wait 200; Crash OP2 1",
            "Freeze OP2 1; Wait 200; Crash OP2 1",
            "Freeze OP1 1; Crash OP2 1; Wait 500; Unfreeze OP1 1",
            "Freeze OP3 0; Freeze OP3 1; Wait 500; Crash OP3 1; Unfreeze OP3 0",
            "Freeze OP1 0; Freeze OP2 0; Freeze OP3 0",
            "Freeze OP1 0; Freeze OP1 1; Freeze OP1 2; Crash OP3 0; Wait 1000; Crash OP1 1");

    @TempDir
    private Path directory;

    static Stream<List<Object>> faults() {
        return Stream.of(Guarantee.values())
                .flatMap(guarantee -> FAULTS.stream().map(fault -> List.of(guarantee, fault)));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void keepsWhatTheGuaranteeSaysWithoutState(List<Object> guaranteeAndFault) throws InterruptedException {
        Guarantee guarantee = (Guarantee) guaranteeAndFault.get(0);
        Scene scene = stateless(guarantee).line("Interval OP1 100").start("OP1", "OP2", "OP3");

        breakInTheMiddle(scene, (String) guaranteeAndFault.get(1));

        assertGuaranteed(guarantee, scene.result("OP3"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void keepsWhatTheGuaranteeSaysWithState(List<Object> guaranteeAndFault) throws InterruptedException {
        Guarantee guarantee = (Guarantee) guaranteeAndFault.get(0);
        Scene scene = stateful(guarantee).line("Interval OP1 50").start("OP1", "OP2", "OP3");

        breakInTheMiddle(scene, (String) guaranteeAndFault.get(1));

        // At least once, UNIQ takes what comes again for old, and COUNT counts it: nothing can be said but this.
        if (guarantee == Guarantee.AT_LEAST_ONCE) {
            assertThat(scene.result("OP3")).containsAll(ALL);
        } else {
            assertGuaranteed(guarantee, scene.result("OP3"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void bringsBackWhatCrashedBeforeTheStart(Guarantee guarantee) {
        Scene scene = stateless(guarantee)
                .line("Crash OP1 0")
                .line("Crash OP2 1")
                .line("Wait 500")
                .line("Crash OP1 1")
                .line("Crash OP3 0")
                .start("OP3", "OP2", "OP1");

        scene.run();

        assertGuaranteed(guarantee, scene.result("OP3"));
    }

    @ParameterizedTest
    @EnumSource
    void losesNothingMoreWhenAllIsReadAlready(Guarantee guarantee) throws InterruptedException {
        Scene scene = stateless(guarantee).start("OP1", "OP2");
        Console console = scene.begin();
        console.runScript();
        scene.await(TUPLES, line -> line.matches("tuple tcp://localhost:1100[345]/op, .*"));
        console.execute("Crash OP1 0");
        console.execute("Crash OP2 0");
        console.execute("Wait 500");
        console.execute("Crash OP2 1");
        console.execute("Crash OP3 1");
        console.execute("Start OP3");

        assertThat(console.finish().state()).isEqualTo(JobState.FINISHED);

        assertGuaranteed(guarantee, scene.result("OP3"));
    }

    @Test
    void bringsTuplesTwiceAtLeastOnce() throws InterruptedException {
        Scene scene = line(Guarantee.AT_LEAST_ONCE).line("Interval OP1 100").start("OP1", "OP2");
        Console console = scene.begin();
        console.runScript();
        // OP3 is not started, so nobody has said of any tuple that it is done with.
        scene.await(10, line -> line.startsWith("tuple tcp://localhost:11001/"));
        console.execute("Crash OP2 0");
        scene.await(20, line -> line.startsWith("tuple tcp://localhost:11001/"));
        console.execute("Start OP3");

        console.finish();

        assertThat(scene.result("OP3")).isSubsetOf(ALL).containsAll(ALL).hasSizeGreaterThan(TUPLES);
    }

    @Test
    void losesAtMostOnceWhatWaitedAtACrashedReplica() throws InterruptedException {
        Scene scene = line(Guarantee.AT_MOST_ONCE).start("OP1", "OP3");
        Console console = scene.begin();
        console.runScript();
        scene.await(TUPLES, line -> line.startsWith("tuple tcp://localhost:11000/"));
        console.execute("Crash OP2 0");
        console.execute("Start OP2");

        JobReport report = console.finish();

        // Batches are of four tuples, and the last one may be on its way.
        assertThat(scene.result("OP3")).doesNotHaveDuplicates().hasSizeLessThanOrEqualTo(4);
        assertThat(report.lost()).isEqualTo(TUPLES - scene.result("OP3").size());
    }

    @ParameterizedTest
    @EnumSource
    void doesNotTakeALongFreezeForACrash(Guarantee guarantee) throws InterruptedException {
        Scene scene = stateless(guarantee)
                .epochs(Duration.ofMillis(20), Duration.ofMillis(50))
                .line("Interval OP1 50")
                .start("OP1", "OP2", "OP3");
        Console console = scene.begin();
        console.runScript();
        scene.await(10, line -> line.startsWith("tuple"));
        for (String replica : List.of("OP1 0", "OP2 1", "OP3 0")) {
            console.execute("Freeze " + replica);
        }
        console.execute("Wait 15000"); // longer than anything takes to be given up, or to be sent again
        for (String replica : List.of("OP1 0", "OP2 1", "OP3 0")) {
            console.execute("Unfreeze " + replica);
        }

        JobReport report = console.finish();

        assertThat(scene.result("OP3")).containsExactlyInAnyOrderElementsOf(ALL);
        assertThat(report.recoveries()).isEmpty();
        List<String> log = scene.log();
        List<String> thawed = log.subList(log.lastIndexOf("Unfreeze OP3 0"), log.size());
        assertThat(thawed).anyMatch(line -> line.startsWith("tuple tcp://localhost:11000/"));
        assertThat(thawed).anyMatch(line -> line.startsWith("tuple tcp://localhost:11004/"));
        assertThat(thawed).anyMatch(line -> line.startsWith("tuple tcp://localhost:11006/"));
    }

    @Test
    void leavesAReplicaFrozenThatGoesBackForTheSakeOfAnother() throws InterruptedException {
        Scene scene = stateless(Guarantee.EXACTLY_ONCE).line("Freeze OP2 1").start("OP1", "OP2", "OP3");
        Console console = scene.begin();
        console.runScript();
        scene.await(3, line -> line.startsWith("tuple tcp://localhost:11003/"));
        console.execute("Crash OP1 0");
        int before = scene.log().size();
        scene.await(6, line -> line.startsWith("tuple tcp://localhost:11003/"));
        console.execute("Wait 1000");
        console.execute("Status OP2 1");

        assertThat(scene.log().size()).isGreaterThan(before);
        assertThat(scene.log()).noneMatch(line -> line.startsWith("tuple tcp://localhost:11004/"));
        assertThat(scene.log()).last().isEqualTo("status tcp://localhost:11004/op, OP2 1, frozen, 0 in, 0 out");
        console.finish();
        assertThat(scene.result("OP3")).containsExactlyInAnyOrderElementsOf(ALL);
    }

    @Test
    void thawsAFrozenReplicaThatCrashesItself() throws InterruptedException {
        Scene scene = line(Guarantee.EXACTLY_ONCE).line("Freeze OP2 0").start("OP1", "OP2", "OP3");
        Console console = scene.begin();
        console.runScript();
        scene.await(TUPLES, line -> line.startsWith("tuple tcp://localhost:11000/"));
        console.execute("Crash OP2 0");
        scene.await(TUPLES, line -> line.startsWith("tuple tcp://localhost:11001/"));

        console.finish();

        assertThat(scene.result("OP3")).containsExactlyElementsOf(ALL);
    }

    private static void breakInTheMiddle(Scene scene, String faults) throws InterruptedException {
        Console console = scene.begin();
        console.runScript();
        scene.await(12, line -> line.startsWith("tuple"));
        for (String fault : faults.split("; ", -1)) {
            assertThat(console.execute(fault)).isEmpty();
        }
        assertThat(console.finish().state()).isEqualTo(JobState.FINISHED);
    }

    private static void assertGuaranteed(Guarantee guarantee, List<String> result) {
        switch (guarantee) {
            case AT_MOST_ONCE -> assertThat(result).isSubsetOf(ALL).doesNotHaveDuplicates();
            case AT_LEAST_ONCE -> assertThat(result).containsAll(ALL).isSubsetOf(ALL);
            case EXACTLY_ONCE -> assertThat(result).containsExactlyInAnyOrderElementsOf(ALL);
        }
    }

    private Scene stateless(Guarantee guarantee) {
        return numbers(guarantee, 1)
                .operator("OP1", "numbers.dat", 3, "random", "DUP")
                .operator("OP2", "OP1", 3, "hashing(1)", "FILTER 1, >, 0")
                .operator("OP3", "OP2", 2, "random", "DUP");
    }

    /** Each number comes three times and goes on once; then they are counted. */
    private Scene stateful(Guarantee guarantee) {
        return numbers(guarantee, 3)
                .operator("OP1", "numbers.dat", 3, "random", "DUP")
                .operator("OP2", "OP1", 3, "random", "UNIQ 1")
                .operator("OP3", "OP2", 2, "random", "COUNT");
    }

    private Scene line(Guarantee guarantee) {
        return numbers(guarantee, 1)
                .operator("OP1", "numbers.dat", 1, "primary", "DUP")
                .operator("OP2", "OP1", 1, "primary", "DUP")
                .operator("OP3", "OP2", 1, "primary", "DUP");
    }

    private Scene numbers(Guarantee guarantee, int times) {
        return Scene.under(guarantee, directory)
                .epochs(Duration.ofMillis(50), Duration.ofSeconds(60))
                .file(
                        "numbers.dat",
                        IntStream.range(0, times)
                                .mapToObj(time -> String.join("\n", ALL))
                                .collect(Collectors.joining("\n")));
    }
}
