package dev.levada.dadstorm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.core.plan.TaskId;
import dev.levada.node.standing.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scripts as a cluster carries them out. */
final class ScriptStepsTest {
    private static final TaskId FIRST = new TaskId("OP1", 0);

    @TempDir
    Path directory;

    private List<Step> script(DadstormOptions options) throws IOException {
        Files.writeString(directory.resolve("rows.dat"), "1\n");
        Path conf = Files.writeString(directory.resolve("job.conf"), """
                OP1 INPUT_OPS rows.dat REP_FACT 2 ROUTING random
                ADDRESS tcp://localhost:11000/op, tcp://localhost:11001/op OPERATOR_SPEC DUP
                OP2 INPUT_OPS OP1 REP_FACT 1 ROUTING primary
                ADDRESS tcp://localhost:11002/op OPERATOR_SPEC DUP
                Start OP1
                Interval OP1 50
                Freeze OP1 0
                Wait 1000
                Status OP1 1
                Crash OP2 0
                """);
        return DadstormPipeline.load(conf, Optional.empty(), options).script("checkpoint");
    }

    @Test
    void eachCommandIsAStepAndWhatIsLeftWaitsForOthers() throws IOException {
        assertThat(script(DadstormOptions.defaults().withTimeScale(10)))
                .containsExactly(
                        step("Start OP1", new Step.Deed.Release("OP1")),
                        step("Interval OP1 50", new Step.Deed.Interval("OP1", 5_000_000)),
                        step("Freeze OP1 0", new Step.Deed.Freeze(FIRST, true)),
                        step("Wait 1000", new Step.Deed.Pause(100_000_000)),
                        step(
                                "Status OP1 1",
                                new Step.Deed.Tell(List.of(
                                        new Step.Named(new TaskId("OP1", 1), "tcp://localhost:11001/op, OP1 1")))),
                        step("Crash OP2 0", new Step.Deed.Crash(new TaskId("OP2", 0))),
                        Step.note("% OP2 waits for a Start"),
                        Step.note("% OP1 0 waits for an Unfreeze"));
    }

    @Test
    void optionsStartTheRestAndLeaveFaultsOut() throws IOException {
        assertThat(script(DadstormOptions.defaults().withStartAll(true).withFaults(false)))
                .contains(
                        Step.note("% skipped, as faults are off: Freeze OP1 0"),
                        Step.note("% skipped, as faults are off: Crash OP2 0"),
                        step("% starting OP2, which no command started", new Step.Deed.Release("OP2")))
                .noneMatch(step -> step.line().contains("Unfreeze"));
    }

    @Test
    void saysThatWhoIsNotToComeBackComesBack() throws IOException {
        assertThat(script(DadstormOptions.defaults().withRestart(false)).get(0).line())
                .startsWith(
                        "% crashed replicas come back although they are not to be restarted: recovery by checkpoint");
    }

    private static Step step(String line, Step.Deed deed) {
        return new Step(line, Optional.of(deed));
    }
}
