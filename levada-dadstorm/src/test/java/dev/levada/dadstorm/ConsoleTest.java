package dev.levada.dadstorm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.levada.api.recovery.Guarantee;
import dev.levada.dadstorm.language.Command;
import dev.levada.dadstorm.language.Problem;
import dev.levada.node.embedded.Embedded;
import dev.levada.node.job.JobReport;
import dev.levada.node.job.JobState;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
final class ConsoleTest {
    private static final List<String> ALL =
            IntStream.rangeClosed(1, 12).mapToObj(Integer::toString).toList();
    private static final DadstormOptions STAYING_AWAY =
            DadstormOptions.defaults().withTimeScale(10).withRestart(false);

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource
    void losesNothingWhenConsumersStartFirst(Guarantee guarantee) {
        Scene scene = twoSteps(guarantee).start("OP2", "OP1");

        scene.run();

        assertThat(scene.result("OP2")).containsExactlyElementsOf(ALL);
    }

    @ParameterizedTest
    @EnumSource
    void keepsTuplesWaitingForALateStart(Guarantee guarantee) throws InterruptedException {
        Scene scene = twoSteps(guarantee).start("OP1");
        Console console = scene.begin();
        console.runScript();
        scene.await(12, line -> line.startsWith("tuple tcp://localhost:11000") || line.contains(":11001"));

        assertThat(console.execute("start OP2")).isEmpty();
        console.finish();

        assertThat(scene.result("OP2")).containsExactlyElementsOf(ALL);
        assertThat(scene.log().subList(0, scene.log().indexOf("Start OP2"))).noneMatch(line -> line.contains(":11002"));
    }

    @Test
    void startsInWhateverOrderWithoutASemanticsLine() {
        Scene scene = new Scene(directory)
                .tweets()
                .start("OP2")
                .operator("OP2", "OP1", 1, "primary", "COUNT")
                .start("OP1")
                .operator("OP1", "tweets.dat", 1, "primary", "DUP");

        scene.run();

        assertThat(scene.result("OP2")).containsExactlyElementsOf(ALL);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13})
    void goesOnWithoutACrashedReplicaThatStaysAway(long seed) throws InterruptedException {
        Scene scene = twoSteps(Guarantee.AT_MOST_ONCE)
                .options(STAYING_AWAY)
                .seed(seed)
                .line("Interval OP1 20")
                .start("OP1", "OP2");
        Console console = scene.begin();
        console.runScript();
        scene.await(1, line -> line.startsWith("tuple tcp://localhost:11001/"));
        console.execute("Crash OP1 1");

        JobReport report = console.finish();

        assertThat(report.state()).isEqualTo(JobState.FINISHED);
        assertThat(scene.result("OP2"))
                .isNotEmpty()
                .containsExactlyElementsOf(ALL.subList(0, scene.result("OP2").size()));
        assertThat(scene.log()).contains("Crash OP1 1").noneMatch(line -> line.startsWith("%"));
        console.execute("Status OP1 1");
        assertThat(scene.log()).last().asString().contains("OP1 1, crashed, ");
    }

    @Test
    void bringsACrashedReplicaBack() throws InterruptedException {
        Scene scene = twoSteps(Guarantee.AT_MOST_ONCE).line("Interval OP1 100").start("OP1", "OP2");
        Console console = scene.begin();
        console.runScript();
        scene.await(1, line -> line.startsWith("tuple tcp://localhost:11001/"));
        console.execute("Crash OP1 1");

        JobReport report = console.finish();

        assertThat(report.recoveries())
                .flatExtracting(JobReport.Recovered::failed)
                .containsExactly("OP1#1");
        console.execute("Status OP1 1");
        assertThat(scene.log()).last().asString().contains("OP1 1, finished, ");
    }

    @ParameterizedTest
    @CsvSource({"AT_LEAST_ONCE, at-least-once", "EXACTLY_ONCE, checkpoint"})
    void tellsThatACrashedReplicaMustComeBack(Guarantee guarantee, String recovery) {
        Scene scene =
                twoSteps(guarantee).options(STAYING_AWAY).line("Crash OP1 0").start("OP1", "OP2");

        scene.run();

        assertThat(scene.result("OP2")).containsAll(ALL);
        assertThat(scene.log())
                .first()
                .isEqualTo("% crashed replicas come back although they are not to be restarted: recovery by "
                        + recovery
                        + " loses tuples without them; run at-most-once to see them stay away");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13})
    void rememberAcrossACrashWhatTheCrashedReplicaLetThrough(long seed) throws InterruptedException {
        Scene scene = Scene.under(Guarantee.AT_MOST_ONCE, directory)
                .file("letters.dat", "a\nb\na\nb\n".repeat(10))
                .seed(seed)
                .operator("OP1", "letters.dat", 3, "random", "UNIQ 1")
                .line("Interval OP1 20")
                .start("OP1");
        Console console = scene.begin();
        console.runScript();
        scene.await(2, line -> line.startsWith("tuple"));
        console.execute("Crash OP1 0");
        console.execute("Crash OP1 1");

        console.finish();

        assertThat(scene.result("OP1")).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void endsWhenTheOnlyReplicaHasCrashedAndStaysAway() throws InterruptedException {
        Scene scene = Scene.under(Guarantee.AT_MOST_ONCE, directory)
                .options(STAYING_AWAY)
                .tweets()
                .operator("OP1", "tweets.dat", 1, "primary", "DUP")
                .operator("OP2", "OP1", 1, "primary", "COUNT")
                .line("Interval OP1 100")
                .start("OP1", "OP2");
        Console console = scene.begin();
        console.runScript();
        scene.await(2, line -> line.startsWith("tuple tcp://localhost:11000/"));
        console.execute("Crash tcp://localhost:11000/op");

        JobReport report = console.finish();

        assertThat(report.state()).isEqualTo(JobState.FINISHED);
        assertThat(ALL).containsAll(scene.result("OP2"));
        assertThat(scene.result("OP2")).hasSizeLessThan(12);
    }

    @Test
    void givesTheOthersWhatHadNotReachedACrashedReplicaThatStaysAway() {
        Scene scene = Scene.under(Guarantee.AT_MOST_ONCE, directory)
                .options(STAYING_AWAY)
                .file("numbers.dat", "7\n".repeat(400))
                .operator("OP1", "numbers.dat", 2, "primary", "DUP")
                .line("Wait 500")
                .line("Crash OP1 0")
                .start("OP1");

        JobReport report = scene.run();

        // Some tuples wait at the replica, in batches; the others with the reader, which has long read all of them.
        assertThat(scene.result("OP1")).hasSizeBetween(400 - 17 * 4, 400);
        assertThat(report.lost()).isEqualTo(400 - scene.result("OP1").size());
    }

    @ParameterizedTest
    @EnumSource
    void losesNothingThatAFrozenReplicaReceives(Guarantee guarantee) throws InterruptedException {
        Scene scene = twoSteps(guarantee).line("Freeze OP1 0").start("OP1", "OP2");
        Console console = scene.begin();
        console.runScript();
        scene.await(1, line -> line.startsWith("tuple tcp://localhost:11001/"));
        console.execute("Unfreeze OP1 0");

        console.finish();

        assertThat(scene.result("OP2")).containsExactlyElementsOf(ALL);
        List<String> log = scene.log();
        assertThat(log.subList(0, log.indexOf("Unfreeze OP1 0"))).noneMatch(line -> line.contains(":11000/"));
        assertThat(log).anyMatch(line -> line.startsWith("tuple tcp://localhost:11000/"));
        assertThat(log).noneMatch(line -> line.contains("thawing"));
    }

    @Test
    void pausesBetweenTuplesDividedByTheTimeScale() {
        Scene scene = new Scene(directory)
                .tweets()
                .operator("OP1", "tweets.dat", 1, "primary", "DUP")
                .line("Interval OP1 2000")
                .start("OP1")
                .options(DadstormOptions.defaults().withTimeScale(100));

        JobReport report = scene.run();

        assertThat(report.seconds()).isBetween(11 * 0.020, 11 * 2.0);
    }

    @Test
    void waitsDividedByTheTimeScaleWhileTheJobGoesOn() throws InterruptedException {
        Scene scene = new Scene(directory)
                .tweets()
                .line("LoggingLevel full")
                .operator("OP1", "tweets.dat", 1, "primary", "DUP")
                .operator("OP2", "OP1", 1, "primary", "DUP")
                .start("OP1")
                .line("Wait 5000")
                .start("OP2")
                .options(DadstormOptions.defaults().withTimeScale(10));
        Console console = scene.begin();

        long startNanos = System.nanoTime();
        console.runScript();
        double seconds = (System.nanoTime() - startNanos) / 1e9;
        console.finish();

        assertThat(seconds).isBetween(0.5, 5.0);
        List<String> log = scene.log();
        assertThat(log.subList(0, log.indexOf("Start OP2")))
                .filteredOn(line -> line.startsWith("tuple"))
                .hasSize(12);
    }

    @Test
    void doesNotWaitForAJobThatIsOver() {
        Scene scene = new Scene(directory)
                .tweets()
                .operator("OP1", "tweets.dat", 1, "primary", "DUP")
                .start("OP1")
                .line("Wait 2000000000");

        assertThat(scene.run().state()).isEqualTo(JobState.FINISHED);
    }

    @Test
    void carriesOutAScriptStepByStep() {
        Scene scene =
                twoSteps(Guarantee.EXACTLY_ONCE).start("OP1").line("Wait 1").start("OP2");
        Console console = scene.begin();

        assertThat(console.remaining()).extracting(Command::script).containsExactly("Start OP1", "Wait 1", "Start OP2");
        assertThat(console.step()).isTrue();
        assertThat(console.remaining()).extracting(Command::script).containsExactly("Wait 1", "Start OP2");
        assertThat(console.step()).isTrue();
        assertThat(console.step()).isTrue();
        assertThat(console.step()).isFalse();
        assertThat(console.remaining()).isEmpty();
        console.finish();

        assertThat(scene.result("OP2")).containsExactlyElementsOf(ALL);
    }

    @Test
    void tellsWhatIsWrongWithATypedCommandAndGoesOn() {
        Scene scene = twoSteps(Guarantee.EXACTLY_ONCE);
        Console console = scene.begin();

        assertThat(console.execute("Start OP9"))
                .extracting(Problem::toString)
                .containsExactly(
                        "console:1:7: warning: command 'Start OP9' is left out: no operator has the id 'OP9'; the operators are OP1, OP2");
        assertThat(console.execute("Crash OP1 2"))
                .extracting(Problem::message)
                .containsExactly("command 'Crash OP1 2' is left out: operator OP1 has no replica 2");
        assertThat(console.execute("Halt")).hasSize(1);
        assertThat(console.execute("  % nothing")).isEmpty();
        console.execute("Start OP1");
        console.execute("Start OP2");
        console.finish();

        assertThat(scene.result("OP2")).containsExactlyElementsOf(ALL);
        assertThat(scene.log()).filteredOn(line -> !line.startsWith("tuple")).containsExactly("Start OP1", "Start OP2");
    }

    @Test
    void reportsCommandsOfTheScriptThatAimAtNothingAndRunsTheRest() {
        Scene scene =
                twoSteps(Guarantee.EXACTLY_ONCE).start("OP1", "OP2", "OP4").line("Freeze OP2 3");

        assertThat(scene.load().warnings())
                .extracting(Problem::message)
                .containsExactly(
                        "command 'Start OP4' is left out: no operator has the id 'OP4'",
                        "command 'Freeze OP2 3' is left out: operator OP2 has no replica 3");
        scene.run();

        assertThat(scene.result("OP2")).containsExactlyElementsOf(ALL);
    }

    @Test
    void skipsFaultsIfToldTo() {
        Scene scene = twoSteps(Guarantee.EXACTLY_ONCE)
                .start("OP1")
                .line("Crash OP1 0")
                .line("Freeze OP2 0")
                .line("Unfreeze OP2 0")
                .start("OP2")
                .options(DadstormOptions.defaults().withFaults(false));

        scene.run();

        assertThat(scene.result("OP2")).containsExactlyElementsOf(ALL);
        assertThat(scene.log())
                .filteredOn(line -> !line.startsWith("tuple"))
                .containsExactly(
                        "Start OP1",
                        "% skipped, as faults are off: Crash OP1 0",
                        "% skipped, as faults are off: Freeze OP2 0",
                        "% skipped, as faults are off: Unfreeze OP2 0",
                        "Start OP2");
    }

    @Test
    void startsWhatNoCommandStartsIfToldTo() {
        Scene scene = twoSteps(Guarantee.EXACTLY_ONCE)
                .start("OP2")
                .options(DadstormOptions.defaults().withStartAll(true));

        scene.run();

        assertThat(scene.result("OP2")).containsExactlyElementsOf(ALL);
        assertThat(scene.log())
                .filteredOn(line -> !line.startsWith("tuple"))
                .containsExactly("Start OP2", "% starting OP1, which no command started");
    }

    @Test
    void cancelsAJobWithAnOperatorThatWasNeverStarted() {
        Scene scene = twoSteps(Guarantee.EXACTLY_ONCE).start("OP1");
        Console console = scene.begin();
        console.runScript();

        DadstormException refusal = catchThrowableOfType(DadstormException.class, console::finish);

        String problem = directory.resolve("job.config")
                + ":6:1: error: operator OP2 was never started, so the job cannot end; "
                + "add the command Start OP2, or run with --start-all";
        assertThat(refusal).hasMessage(problem);
        assertThat(console.job().state()).isEqualTo(JobState.CANCELLED);
        assertThat(scene.log()).contains("% " + problem); // OP1 may still say what it sends
        assertThat(scene.result("OP2")).isEmpty();
    }

    @Test
    void tellsHowEachReplicaIs() {
        Scene scene = twoSteps(Guarantee.AT_MOST_ONCE)
                .line("Status")
                .line("Freeze OP1 1")
                .line("Status OP1")
                .line("Start OP2")
                .line("Status OP2 0")
                .line("Unfreeze OP1 1")
                .line("Start OP1");
        Console console = scene.begin();
        console.runScript();
        console.finish();
        console.execute("Status");

        List<String> log =
                scene.log().stream().filter(line -> !line.startsWith("tuple")).toList();
        assertThat(log.subList(0, log.size() - 3))
                .containsExactly(
                        "Status",
                        "status tcp://localhost:11000/op, OP1 0, not started, 0 in, 0 out",
                        "status tcp://localhost:11001/op, OP1 1, not started, 0 in, 0 out",
                        "status tcp://localhost:11002/op, OP2 0, not started, 0 in, 0 out",
                        "Freeze OP1 1",
                        "Status OP1",
                        "status tcp://localhost:11000/op, OP1 0, not started, 0 in, 0 out",
                        "status tcp://localhost:11001/op, OP1 1, frozen, 0 in, 0 out",
                        "Start OP2",
                        "Status OP2 0",
                        "status tcp://localhost:11002/op, OP2 0, running, 0 in, 0 out",
                        "Unfreeze OP1 1",
                        "Start OP1",
                        "Status");
        assertThat(log).last().isEqualTo("status tcp://localhost:11002/op, OP2 0, finished, 12 in, 12 out");
    }

    @Test
    void showsACrashedReplicaThatStaysAwayAsCrashed() throws InterruptedException {
        Scene scene = twoSteps(Guarantee.AT_MOST_ONCE)
                .options(STAYING_AWAY)
                .line("Crash OP1 0")
                .start("OP1", "OP2");
        Console console = scene.begin();
        console.runScript();
        console.finish();
        console.execute("Status OP1 0");

        assertThat(scene.log()).last().isEqualTo("status tcp://localhost:11000/op, OP1 0, crashed, 0 in, 0 out");
    }

    @Test
    void runsAPipelineOnce() {
        Scene scene = twoSteps(Guarantee.AT_MOST_ONCE);
        DadstormPipeline pipeline = scene.load();
        Console console = pipeline.start(new Embedded(), pipeline.topology(), line -> {});
        console.job().cancel();

        assertThatThrownBy(() -> pipeline.start(new Embedded(), pipeline.topology(), line -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("job 'job' was started before; load its configuration again");
    }

    /** Two replicas that pass the tweets on at random, one that counts them. */
    private Scene twoSteps(Guarantee guarantee) {
        return Scene.under(guarantee, directory)
                .tweets()
                .operator("OP1", "tweets.dat", 2, "random", "DUP")
                .operator("OP2", "OP1", 1, "primary", "COUNT");
    }
}
