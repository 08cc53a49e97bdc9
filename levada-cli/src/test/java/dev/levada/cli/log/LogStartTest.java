package dev.levada.cli.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.cli.TestClassPath;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is loaded when, in processes of their own. */
@Timeout(60)
final class LogStartTest {
    @TempDir
    Path directory;

    private String errors(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of("-XX:TieredStopAtLevel=1", "-cp", directory + File.pathSeparator + TestClassPath.text()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectOutput(directory.resolve("out").toFile())
                .redirectError(directory.resolve("err").toFile())
                .start();
        assertThat(process.waitFor()).isZero();
        return Files.readString(directory.resolve("err"), StandardCharsets.UTF_8);
    }

    @Test
    void readsNoFileFromTheClassPath() throws IOException, InterruptedException {
        Path target = directory.resolve("told");
        Files.writeString(directory.resolve("logback.xml"), """
                <configuration>
                  <appender name="file" class="ch.qos.logback.core.FileAppender">
                    <file>%s</file><encoder><pattern>%%msg</pattern></encoder>
                  </appender>
                  <root level="DEBUG"><appender-ref ref="file"/></root>
                </configuration>
                """.formatted(target));

        String errors = errors(WarningProcess.class.getName());

        assertThat(errors.lines()).singleElement().asString().endsWith(" WARN library - take care");
        assertThat(target).doesNotExist();
    }

    @Test
    void costsOtherCommandsNothing() throws IOException, InterruptedException {
        Files.writeString(directory.resolve("words"), "to be or not to be");
        for (List<String> command : List.of(
                List.of("--help"),
                List.of("run", "--list"),
                List.of(
                        "run",
                        "wordcount",
                        "--input",
                        directory.resolve("words").toString()))) {
            List<String> arguments = new ArrayList<>(List.of("-Xlog:class+load:stderr", "dev.levada.cli.Main"));
            arguments.addAll(command);

            assertThat(errors(arguments.toArray(String[]::new)))
                    .contains("dev.levada.cli.Main ")
                    .doesNotContain(" ch.qos.logback", " org.slf4j", " io.micrometer", " io.netty");
        }
    }
}
