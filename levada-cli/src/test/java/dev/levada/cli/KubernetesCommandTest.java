package dev.levada.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.dataformat.yaml.YAMLMapper;

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

    /** Up to the certificates, which are not there. */
    @ParameterizedTest
    @ValueSource(strings = {"coordinator", "agent"})
    void whatItWritesStarts(String command) {
        List<Object> words = new ArrayList<>();
        try (MappingIterator<JsonNode> manifests = new YAMLMapper()
                .readerFor(JsonNode.class)
                .readValues(Outcome.of("k8s", "generate", "--image", "levada:1").out())) {
            manifests.readAll().stream()
                    .filter(manifest -> manifest.at("/kind").asString().equals("StatefulSet")
                            && manifest.at("/metadata/name").asString().equals("levada-" + command))
                    .forEach(set -> set.at("/spec/template/spec/containers/0/args")
                            .forEach(word -> words.add(word.asString().replace("$(POD_IP)", "10.0.0.1"))));
        }
        words.replaceAll(word -> word.equals("/tls") ? "no/such/directory" : word);

        Outcome outcome = Outcome.of(words.toArray());

        assertThat(words).contains(command, "--tls");
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains("--tls no/such/directory: there is no such directory");
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
