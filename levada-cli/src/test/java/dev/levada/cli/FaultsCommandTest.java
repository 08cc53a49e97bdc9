package dev.levada.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@EnabledOnOs({OS.LINUX, OS.MAC})
@Timeout(180)
final class FaultsCommandTest {
    @TempDir
    Path directory;

    @Test
    void aJobWhoseWorkersAreKilledWritesWhatItShould() {
        Path report = directory.resolve("report.json");
        Path timeline = directory.resolve("timeline.svg");
        Outcome outcome = faults("--report", report, "--timeline", timeline);

        assertThat(outcome.out()).contains("right", "kill-all-workers", "1 rounds, 1 right");
        assertThat(outcome.code()).isZero();
        JsonNode fault = JsonMapper.shared().readTree(report).path("faults").path(0);
        assertThat(fault.path("fault").asString()).isEqualTo("kill-all-workers");
        assertThat(fault.path("survived").asInt())
                .isPositive()
                .isEqualTo(fault.path("injected").asInt());
        assertThat(timeline).content().contains("kill-all-workers");
        assertThat(directory.resolve("rounds/checkpoint-5")).doesNotExist();
    }

    @Test
    void aSinkThatShowsEverythingAtOnceIsFoundOut() {
        Outcome outcome = faults("--broken");

        assertThat(outcome.out())
                .containsPattern("WRONG \\(0 lost, [1-9]\\d* duplicated")
                .contains("again: levada faults --seed 5 --rounds 1");
        assertThat(outcome.code()).isEqualTo(1);
        assertThat(directory.resolve("rounds/checkpoint-5/log.txt")).isRegularFile();
    }

    @Test
    void badInputIsToldBeforeAnythingIsStarted() {
        assertThat(Outcome.of("faults", "--workers", 1).err()).contains("--workers must be at least 2");
        assertThat(Outcome.of("faults", "--faults", "flood").err())
                .contains("'flood' is no kind of fault", "partition");
        assertThat(Files.exists(directory.resolve("rounds"))).isFalse();
    }

    private Outcome faults(Object... more) {
        Object[] all = new Object[10 + more.length];
        Object[] first = {
            "faults",
            "--seed",
            5,
            "--workers",
            2,
            "--records",
            4_000,
            "--faults",
            "kill-all-workers",
            "--keep=" + directory.resolve("rounds")
        };
        System.arraycopy(first, 0, all, 0, first.length);
        System.arraycopy(more, 0, all, first.length, more.length);
        return Outcome.of(all);
    }
}
