package dev.levada.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.bench.MarkedOutputs.Mark;
import dev.levada.dspbench.Applications;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
final class MarkedOutputsTest {
    private static final Texts SENSORS = new Texts(Applications.find("sd").orElseThrow(), 42);

    private final List<String> told = new ArrayList<>();
    private final MarkedOutputs outputs = new MarkedOutputs(load(), 2, 2);

    private Load load() {
        LoadJob job = new LoadJob("sd", 42, 30_000, Double.POSITIVE_INFINITY, 2, 0);
        return new Load(job, SENSORS, Optional.empty(), told::add, false);
    }

    @Test
    void aMarkHasPassedWhenItHasComeOnAllWaysToAllTasks() {
        outputs.task(0).pass(Mark.BEGIN);
        outputs.task(0).pass(Mark.BEGIN);
        outputs.task(1).pass(Mark.BEGIN);
        assertThat(told).isEmpty();

        outputs.task(1).pass(Mark.BEGIN);

        assertThat(told).containsExactly(Marks.BEGIN);
    }

    @Test
    void aTaskIsFinishedWhenTheLastMarkHasComeOnAllOfItsWays() {
        outputs.task(0).add("1|2");
        outputs.task(0).pass(Mark.LAST);
        outputs.task(0).add("3|4");
        assertThat(told).isEmpty();

        outputs.task(0).pass(Mark.LAST);

        assertThat(told).hasSize(1).first().asString().startsWith(LoadOutputs.COMMITTED + " 0/0 2 ");
    }

    @Test
    void theEndIsWhenAllTasksAreFinished() {
        for (int task = 0; task < 2; task++) {
            outputs.task(task).pass(Mark.LAST);
            outputs.task(task).pass(Mark.LAST);
        }

        outputs.await();

        assertThat(told).hasSize(2);
    }

    @Test
    void anEngineMayKnowByItselfWhatHasPassed() {
        outputs.task(1).add("1|2");
        outputs.passed(Mark.END);
        outputs.passed(Mark.LAST);

        outputs.await();

        assertThat(told).hasSize(2).first().isEqualTo(Marks.END);
        assertThat(told.get(1)).startsWith(LoadOutputs.COMMITTED + " 1/0 1 ");
    }

    @Test
    void nobodyWaitsForWhatHasFailed() {
        outputs.fail(new IllegalArgumentException("no room"));

        assertThatThrownBy(outputs::await).hasMessageContaining("a task failed").hasMessageContaining("no room");
    }
}
