package dev.levada.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class ConfigurationTest {
    @TempDir
    Path directory;

    private Path configuration = Path.of("");

    @BeforeEach
    void write() throws IOException {
        configuration = ConfigurationFiles.write(directory, ConfigurationFiles.OPERATORS + ConfigurationFiles.COMMANDS);
    }

    @Test
    void runsAConfigurationWithItsCommands() throws IOException {
        Outcome outcome = Outcome.of("run", configuration, "--output", directory + "/out/");

        assertThat(outcome.code()).isZero();
        assertThat(Files.readAllLines(directory.resolve("out/OP2.txt"))).containsExactlyInAnyOrder("a, yes", "c, yes");
        assertThat(outcome.out().lines()).as("the log").containsExactly("Start OP1", "Start OP2");
        assertThat(outcome.err()).isEmpty();
    }

    @Test
    void keepsTheLogOutOfTheTuplesThatArePrinted() {
        Outcome outcome = Outcome.of("run", configuration);

        assertThat(outcome.out().lines()).containsExactlyInAnyOrder("a, yes", "c, yes");
        assertThat(outcome.err().lines()).as("the log").containsExactly("Start OP1", "Start OP2");
    }

    @Test
    void takesTheCommandsFromAScriptOfTheirOwn() throws IOException {
        Path operators = ConfigurationFiles.write(directory, ConfigurationFiles.OPERATORS);
        Path script = Files.writeString(directory.resolve("script"), ConfigurationFiles.COMMANDS);

        assertThat(Outcome.of("run", operators, "--script", script).out().lines())
                .containsExactlyInAnyOrder("a, yes", "c, yes");
    }

    @Test
    void startsWhatNoCommandStartsOnlyWhenAsked() throws IOException {
        Path operators = ConfigurationFiles.write(directory, ConfigurationFiles.OPERATORS);

        assertThat(Outcome.of("run", operators).code()).isEqualTo(2);
        assertThat(Outcome.of("run", operators, "--start-all").out().lines()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"--input x", "--set a=b", "--time-scale 0", "--on-custom-error retry:x", "--on-custom-error no"})
    void refusesOptionsThatMeanNothing(String option) {
        String[] words = option.split(" ");

        Outcome outcome = Outcome.of("run", configuration, words[0], words[1]);

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains(words[0]);
    }

    @Test
    void validatesWithoutRunning() {
        Outcome outcome = Outcome.of("validate", configuration);

        assertThat(outcome.out()).startsWith("ok: ").contains("exactly-once");
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.code()).isZero();
    }

    @Test
    void namesThePlaceOfEachProblem() throws IOException {
        Path broken = ConfigurationFiles.write(
                directory,
                ConfigurationFiles.OPERATORS.replace("FILTER 2", "FILTR 2").replace("DUP", "DUPP"));

        Outcome outcome = Outcome.of("validate", broken);

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.out().lines())
                .hasSize(2)
                .allMatch(line -> line.matches(".*test\\.conf:\\d+:\\d+: error: .*"));
        assertThat(Outcome.of("run", broken).err()).contains("test.conf:4:").contains("test.conf:6:");
    }

    @Test
    void obeysCommandsFromAPipeUntilAllHasDrained() {
        Outcome outcome = Outcome.typing("Status OP1\nhistory\n", "shell", configuration);

        assertThat(outcome.out())
                .contains("Start OP2")
                .contains("status tcp://localhost:11000/op, OP1 0,")
                .contains("   2  history")
                .contains("a, yes")
                .contains("c, yes");
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.code()).isZero();
    }

    @Test
    void runsTheScriptStepByStep() {
        Outcome outcome = Outcome.typing("Status OP1\n\nStatus OP1\nrun\n\nfinish\n", "shell", configuration, "--step");

        assertThat(outcome.out().lines())
                .containsSubsequence("Status OP1", "Start OP1", "Status OP1", "Start OP2")
                .anyMatch(line -> line.contains("not started"))
                .anyMatch(line -> line.startsWith("the script is done"));
        assertThat(outcome.code()).isZero();
    }

    @Test
    void saysWhatIsWrongWithACommandAndGoesOn() {
        Outcome outcome = Outcome.typing("Stats\nCrash OP7 0\nhelp\n", "shell", configuration);

        assertThat(outcome.out())
                .contains("did you mean Status?")
                .contains("no operator has the id 'OP7'")
                .contains("Freeze OPERATOR REPLICA")
                .contains("a, yes");
        assertThat(outcome.code()).isZero();
    }

    @Test
    void leavesWithoutOutputOnExit() throws IOException {
        Path operators = ConfigurationFiles.write(directory, ConfigurationFiles.OPERATORS);

        Outcome outcome = Outcome.typing("Start OP1\nexit\n", "shell", operators);

        assertThat(outcome).isEqualTo(new Outcome(0, "Start OP1" + System.lineSeparator(), ""));
    }

    @Test
    void commandsNoPrograms() {
        assertThat(Outcome.of("shell", "letters").code()).isEqualTo(2);
    }
}
