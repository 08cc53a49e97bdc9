package dev.levada.cli.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.bench.result.Results;
import dev.levada.cli.terminal.CommandException;
import dev.levada.cli.terminal.JsonFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ResultsFileTest {
    @TempDir
    Path directory;

    @Test
    void whatWasWrittenIsReadAgain() {
        Results results = SampleResults.times(1);
        Path file = directory.resolve("results.json");
        JsonFile.at(file).write(ResultsContent.of(results));

        Results read = ResultsFile.read(file).results();

        assertThat(read).isEqualTo(results);
        assertThat(read.configurations().get(0).of().keySet()).containsExactly("app", "recovery");
    }

    @Test
    void mediansAndSpreadAreThereForScripts() {
        String text = JsonFile.text(ResultsContent.of(SampleResults.times(1)));

        assertThat(text).contains("\"median\" : 1005000.0", "\"least\" : 990000.0", "\"most\" : 1050000.0");
    }

    @Test
    void whatIsNotKnownIsLeftOut() throws IOException {
        Path file = write("""
                {"bench": "later", "at": "2026-11-30T05:00:00Z", "new": [1],
                 "configurations": [{"of": {"a": "b"}, "runs": [{"exact": true, "figures": {"p50Ms": 2, "flops": 3}}]}]}
                """);

        Results read = ResultsFile.read(file).results();

        assertThat(read.exact()).isTrue();
        assertThat(read.configurations().get(0).runs().get(0).figures()).hasSize(1);
    }

    @Test
    void whatHoldsNoResultsIsRefused() throws IOException {
        assertThatThrownBy(() -> ResultsFile.read(directory.resolve("nowhere.json")))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("there is no report");
        assertThatThrownBy(() -> ResultsFile.read(write("{\"job\": \"words\"}")))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("holds no results of measurements");
        assertThatThrownBy(() -> ResultsFile.read(write("{\"at\": \"noon\", \"configurations\": []}")))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("'at' is no time");
        assertThatThrownBy(() -> ResultsFile.read(write("[")))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("this is no JSON");
    }

    private Path write(String text) throws IOException {
        return Files.writeString(directory.resolve("some.json"), text);
    }
}
