package dev.levada.node.standing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.connector.BadInputException;
import dev.levada.cluster.planner.GuaranteeException;
import dev.levada.core.plan.TaskId;
import dev.levada.node.cluster.Submission;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Programs that do in their planning what they should not. This process must live on. */
@Timeout(180)
final class PlannerTest {
    @TempDir
    Path directory;

    private Planner planner;

    @BeforeEach
    void open() throws Exception {
        planner = Planner.open(directory, PlannedMain.class.getName());
    }

    @AfterEach
    void close() throws Exception {
        planner.close();
    }

    private Blueprint plan(String deed) {
        return planner.make(new Submission(List.of(deed), directory.toString(), Optional.of("job")), Optional.of(3));
    }

    @Test
    void handsBackWhatAnotherProcessHasPlannedWithoutItsCode() {
        Blueprint blueprint = plan("fine");

        assertThat(blueprint.arguments()).containsExactly("fine");
        assertThat(blueprint.draft().plan().toPlan().chain("op").parallelism()).isEqualTo(3);
        assertThat(blueprint.homes().get(new TaskId("op", 0))).isEqualTo(new Home("here", "op 0", "a:1:2"));
        assertThat(blueprint.script()).containsExactlyElementsOf(PlannedMain.SCRIPT);
    }

    @Test
    void aProgramThatEndsItsProcessIsRefused() {
        assertThatThrownBy(() -> plan("exit"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("ended the process that planned it")
                .hasMessageContaining("exit code 7")
                .hasMessageContaining("last words");
        assertThat(plan("fine").arguments()).isNotEmpty();
    }

    @Test
    void aProgramThatTakesAllMemoryIsRefused() {
        assertThatThrownBy(() -> plan("memory"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("has 256 MB: it ran out of memory");
    }

    @Test
    void aProgramThatNeverComesBackIsRefusedAndItsProcessEnds() throws Exception {
        planner.close();
        planner = Planner.open(directory, PlannedMain.class.getName(), 5);

        assertThatThrownBy(() -> plan("spin"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("not planned within 5 s");
        planner.close();
        assertThat(ProcessHandle.current()
                        .descendants()
                        .map(each -> each.info().commandLine().orElse("")))
                .noneMatch(line -> line.contains(PlannedMain.class.getName()));
        try (Stream<Path> left = Files.list(directory.resolve("exchange"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void whatTheProgramThrowsIsTheReason() {
        assertThatThrownBy(() -> plan("bad"))
                .isInstanceOf(BadInputException.class)
                .hasMessage("there is no such input");
        assertThatThrownBy(() -> plan("weak"))
                .isInstanceOf(GuaranteeException.class)
                .hasMessage("too weak");
        assertThatThrownBy(() -> plan("fails"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("the pipeline's program failed")
                .hasMessageContaining("of its own");
    }
}
