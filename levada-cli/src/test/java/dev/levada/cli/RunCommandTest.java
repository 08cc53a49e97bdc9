package dev.levada.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(60)
final class RunCommandTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"at-most-once", "at-least-once", "exactly-once"})
    void printsATupleOnALineAndNothingElse(String guarantee) {
        Outcome outcome = Outcome.of("run", "letters", "--guarantee", guarantee);

        assertThat(outcome.out().lines()).containsExactly("a, 0", "b, 1", "c, 2");
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.code()).isZero();
    }

    @Test
    void handsSettingsToTheProgram() {
        assertThat(Outcome.of("run", "letters", "--set", "offset=7").out().lines())
                .containsExactly("a, 7", "b, 8", "c, 9");
    }

    @Test
    void writesAllOpenEndsIntoOneFile() throws IOException {
        Path file = directory.resolve("deep/er/all.txt");

        Outcome outcome = Outcome.of("run", "letters", "--set", "capitals=1", "--output", file);

        assertThat(Files.readAllLines(file))
                .containsExactlyInAnyOrder("a, 0", "b, 1", "c, 2", "A, capital", "B, capital", "C, capital");
        assertThat(outcome).isEqualTo(new Outcome(0, "", ""));
    }

    @Test
    void writesAFileForEachOpenEndIntoADirectory() throws IOException {
        Outcome outcome = Outcome.of("run", "letters", "--set", "capitals=1", "--output", directory + "/out/");

        assertThat(outcome).isEqualTo(new Outcome(0, "", ""));
        assertThat(Files.readAllLines(directory.resolve("out/places.txt"))).containsExactly("a, 0", "b, 1", "c, 2");
        assertThat(Files.readAllLines(directory.resolve("out/capitals_all.txt")))
                .containsExactly("A, capital", "B, capital", "C, capital");
    }

    @Test
    void leavesNoOutputOfAFailedJob() throws IOException {
        Path file = directory.resolve("all.txt");

        Outcome outcome = Outcome.of("run", "letters", "--set", "poison=c", "--output", file);

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.err().lines())
                .singleElement()
                .asString()
                .startsWith("levada: job 'letters' failed: operator 'places' failed on record c:");
        try (var left = Files.list(directory)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void showsWhereAnErrorComesFromWhenAsked() {
        assertThat(Outcome.of("run", "letters", "--set", "poison=c", "--stacktrace")
                        .err())
                .contains("at dev.levada.cli.LettersPipeline");
    }

    @Test
    void reportsWhatTheJobDid() throws IOException {
        Path file = directory.resolve("report.json");

        Outcome outcome = Outcome.of("run", "letters", "--guarantee", "exactly-once", "--report", file);

        assertThat(outcome.code()).isZero();
        JsonNode report = JsonMapper.shared().readTree(Files.readString(file));
        assertThat(report.get("job").asString()).isEqualTo("letters");
        assertThat(report.get("guarantee").asString()).isEqualTo("exactly-once");
        assertThat(report.get("recovery").asString()).isEqualTo("checkpoint");
        assertThat(report.get("state").asString()).isEqualTo("FINISHED");
        assertThat(report.at("/records/in").asLong()).isEqualTo(3);
        assertThat(report.at("/records/out").asLong()).isEqualTo(3);
        assertThat(report.at("/records/operators/places/out").asLong()).isEqualTo(3);
        assertThat(report.get("seconds").asDouble()).isPositive();
        assertThat(report.get("throughput").asDouble()).isPositive();
        assertThat(report.at("/epochs/completed").asInt()).isEqualTo(1);
        assertThat(report.get("recoveries")).isEmpty();
        assertThat(report.get("errors")).isEmpty();
    }

    @Test
    void reportsAFailedJobToo() throws IOException {
        Path file = directory.resolve("report.json");

        Outcome outcome = Outcome.of("run", "letters", "--set", "poison=b", "--report", file);

        assertThat(outcome.code()).isEqualTo(1);
        JsonNode report = JsonMapper.shared().readTree(Files.readString(file));
        assertThat(report.get("state").asString()).isEqualTo("FAILED");
        assertThat(report.at("/epochs/completed").asInt()).isZero();
        assertThat(report.at("/errors/0").asString()).contains("the letter is poison");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "run                                              |2|PIPELINE is missing",
                "run leters                                       |2|did you mean 'letters'?",
                "run nothing/like.conf                            |2|neither a file nor a bundled example",
                "run nothing.jar                                  |2|neither a file nor a bundled example",
                "run letters --outptu x                           |2|did you mean '--output'?",
                "run letters --set offset=x                       |2|a whole number was expected",
                "run letters --parallelism 0                      |2|parallelism must be at least 1",
                "run letters --parallelism x                      |2|'x' is not an int",
                "run letters --guarantee exactly-onec             |2|did you mean 'exactly-once'?",
                "run letters --recovery checkpont                 |2|did you mean 'checkpoint'?",
                "run letters --recovery auto                      |3|is not in this version",
                "run letters --cuts unalinged                      |2|did you mean 'unaligned'?",
                "run letters --recovery at-least-once --cuts auto |2|only checkpoint can go back to a cut",
                "run letters --workers 2 --standby spare          |2|did you mean 'spares'",
                "run letters --workers 2 --spares -1              |2|0 or more were expected",
                "run letters --workers 65                         |2|a number from 0 to 64 was expected",
                "run letters --workers many                       |2|a number from 0 to 64 was expected",
                "run letters --state-dir pom.xml                  |2|is not a directory",
                "run letters --loopback --no-faults               |2|--loopback, --no-faults",
                "run bound --guarantee exactly-once               |3|sink 'nowhere' cannot give exactly-once",
                "run bound --output x                             |2|nothing would go there",
                "run bound --set broken=1                         |2|forward partitioning needs as many on both sides",
            })
    void refusesWithAnExitCodeAndTheReason(String command, int code, String reason) {
        Outcome outcome = Outcome.of((Object[]) command.strip().split(" "));

        assertThat(outcome.err()).contains(reason);
        assertThat(outcome.err().lines()).hasSize(1).allMatch(line -> line.startsWith("levada: "));
        assertThat(outcome.code()).isEqualTo(code);
        assertThat(outcome.out()).isEmpty();
    }

    @Test
    void takesTheOnlyRecoveryThereIs() {
        assertThat(Outcome.of("run", "letters", "--recovery", "at-most-once").code())
                .isZero();
    }

    @Test
    void refusesADirectoryAsAFile() {
        assertThat(Outcome.of("run", "letters", "--output", directory).err()).contains("end it in '/'");
        assertThat(Outcome.of("run", directory).err()).contains("is a directory");
        assertThat(Outcome.of("run", "letters", "--report", directory).code()).isEqualTo(2);
    }

    @Test
    void countsAnOutputThatCannotBeWrittenAsBadInput() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));

        Outcome outcome = Outcome.of("run", "letters", "--output", file.resolve("in/it.txt"));

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains("cannot be written");
    }

    @Test
    void listsTheExamples() {
        assertThat(Outcome.of("run", "--list").out())
                .contains("letters", "letters and their places", "bound", "numbers that vanish");
    }
}
