package dev.levada.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The process itself, once as a module and once on the class path. */
@Timeout(120)
final class ModulePathTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"run --list", "bench --help", "completion", "k8s generate --image levada"})
    void runsAsAModuleToo(String command) throws IOException, InterruptedException {
        List<String> java =
                new ArrayList<>(List.of("-p", TestClassPath.modules(), "-m", "dev.levada.cli/dev.levada.cli.Main"));
        java.addAll(List.of(command.split(" ")));

        assertThat(start(java)).isZero();
        assertThat(text("err")).isEmpty();
    }

    @Test
    void endsWithTheExitCodeOfTheCommand() throws IOException, InterruptedException {
        assertThat(start(List.of("-cp", TestClassPath.text(), "dev.levada.cli.Main", "run", "letters")))
                .isZero();
        assertThat(text("out").lines()).containsExactly("a, 0", "b, 1", "c, 2");
        assertThat(text("err")).isEmpty();

        assertThat(start(List.of("-cp", TestClassPath.text(), "dev.levada.cli.Main", "run", "lettres")))
                .isEqualTo(2);
        assertThat(text("err")).contains("did you mean 'letters'?");
    }

    private int start(List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(arguments);
        return new ProcessBuilder(command)
                .redirectOutput(directory.resolve("out").toFile())
                .redirectError(directory.resolve("err").toFile())
                .start()
                .waitFor();
    }

    private String text(String stream) throws IOException {
        return Files.readString(directory.resolve(stream), StandardCharsets.UTF_8);
    }
}
