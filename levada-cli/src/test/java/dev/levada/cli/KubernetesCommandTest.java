package dev.levada.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KubernetesCommandTest {
    @TempDir
    Path directory;

    @Test
    void printsWhatItWouldWrite() throws IOException {
        Outcome printed = Outcome.of("k8s", "generate", "--image", "levada:1");
        Outcome written =
                Outcome.of("k8s", "generate", "--image", "levada:1", "--output", directory.resolve("made/for/it"));

        assertThat(printed.code()).isZero();
        assertThat(printed.err()).isEmpty();
        assertThat(printed.out())
                .startsWith("---\napiVersion: networking.k8s.io/v1\n")
                .contains("\n  replicas: 2\n");
        assertThat(written.code()).isZero();
        assertThat(written.out()).contains("levada-coordinator-tls", "kubectl apply -f");
        assertThat(Files.readString(directory.resolve("made/for/it/levada.yaml")))
                .isEqualTo(printed.out());
    }

    @Test
    void refusesWhatItCannotDo() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "");

        assertThat(Outcome.of("k8s").err()).contains("k8s needs to be told what to do: generate");
        assertThat(Outcome.of("k8s", "generate").err()).contains("--image");
        Outcome unwritable = Outcome.of("k8s", "generate", "--image", "a", "--output", file);
        assertThat(unwritable.code()).isEqualTo(2);
        assertThat(unwritable.err()).contains("cannot be written", file.toString());
        assertThat(Outcome.of("k8s", "generate", "--image", "a", "--coordinators", 3)
                        .code())
                .isEqualTo(2);
    }
}
