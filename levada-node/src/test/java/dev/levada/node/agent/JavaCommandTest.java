package dev.levada.node.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class JavaCommandTest {

    @Test
    void takesOverClassesArchiveAndTuningButNoSecretsNorFilesToWrite() {
        assertThat(List.of("--module-path=/lib", "-XX:SharedArchiveFile=/a.jsa", "-XX:+UseParallelGC", "-Xmn64m"))
                .allMatch(JavaCommand::fitsWorkers);
        assertThat(List.of(
                        "-Xmx1g",
                        "-agentlib:jdwp=transport=dt_socket,address=5005",
                        "-Dpassword=x",
                        "-XX:ArchiveClassesAtExit=/a.jsa",
                        "-XX:StartFlightRecording=filename=x"))
                .noneMatch(JavaCommand::fitsWorkers);
    }

    @Test
    void putsWhatIsAlwaysSoLast() {
        JavaCommand java = new JavaCommand(Path.of("/java"), List.of("-XX:-ExitOnOutOfMemoryError"), "/a.jar");
        WorkerLaunch launch = new WorkerLaunch(
                "id", "no.such.Main", List.of("-x"), Path.of("/"), Map.of(), 0, Secret.of(new byte[0]));

        assertThat(java.line(launch))
                .startsWith("/java", "-XX:-ExitOnOutOfMemoryError")
                .containsSubsequence("-XX:+ExitOnOutOfMemoryError", "-XX:MaxRAMPercentage=25")
                .endsWith("-cp", "/a.jar", "no.such.Main", "-x");
    }

    @Test
    void passesOnOnlyTheHarmlessPartOfTheEnvironment() {
        assertThat(JavaCommand.environment(
                        Map.of("PATH", "/bin", "LC_ALL", "C", "API_TOKEN", "x", "TZ", "UTC"), Map.of("TZ", "CET")))
                .isEqualTo(Map.of("PATH", "/bin", "LC_ALL", "C", "TZ", "CET"));
    }
}
