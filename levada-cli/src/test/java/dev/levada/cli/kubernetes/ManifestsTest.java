package dev.levada.cli.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.levada.cli.terminal.CommandException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.dataformat.yaml.YAMLMapper;

final class ManifestsTest {
    private static final List<JsonNode> MANIFESTS = manifests();

    @Test
    void areWhatKubernetesUnderstands() throws JsonProcessingException {
        for (JsonNode manifest : MANIFESTS) {
            assertThat(KubernetesSchema.read(kind(manifest), manifest.toString()))
                    .isNotNull();
        }
        assertThat(MANIFESTS).hasSize(10);
    }

    @Test
    void theSchemaRefusesWhatIsMisspelt() {
        JsonNode set = manifest("StatefulSet", "words-agent");
        String text = set.toString();
        assertThatThrownBy(() -> KubernetesSchema.read(
                        kind(set), text.replace("readOnlyRootFilesystem", "readOnlyRootFileSystem")))
                .isInstanceOf(UnrecognizedPropertyException.class);
        assertThatThrownBy(() -> KubernetesSchema.read(kind(set), text.replace("\"replicas\":3", "\"replicas\":\"x\"")))
                .isInstanceOf(JsonProcessingException.class);
    }

    @ParameterizedTest
    @EnumSource
    void podsAreFoundByTheirServiceAndHaveNoRights(Role role) {
        String name = "words-" + role.word();
        JsonNode set = manifest("StatefulSet", name);
        JsonNode labels = set.at("/spec/template/metadata/labels");
        JsonNode pod = set.at("/spec/template/spec");

        assertThat(set.at("/spec/selector/matchLabels")).isEqualTo(labels);
        assertThat(set.at("/spec/serviceName").asString()).isEqualTo(name);
        assertThat(manifest("Service", name).at("/spec/selector")).isEqualTo(labels);
        assertThat(manifest("Service", name).at("/spec/clusterIP").asString()).isEqualTo("None");
        assertThat(manifest("PodDisruptionBudget", name).at("/spec/selector/matchLabels"))
                .isEqualTo(labels);
        assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
        assertThat(pod.at("/automountServiceAccountToken").asBoolean(true)).isFalse();
        for (JsonNode container : List.of(pod.at("/initContainers/0"), pod.at("/containers/0"))) {
            assertThat(container.at("/securityContext").toString())
                    .isEqualTo(
                            "{\"allowPrivilegeEscalation\":false,\"readOnlyRootFilesystem\":true,\"capabilities\":{\"drop\":[\"ALL\"]}}");
            assertThat(container.at("/resources/limits/memory").isMissingNode()).isFalse();
            assertThat(volumes(set)).containsAll(names(container.at("/volumeMounts")));
        }
    }

    @Test
    void podsRunTheCommandsAndShowTheirHealth() {
        assertThat(container("words-coordinator").at("/args").toString())
                .isEqualTo(
                        "[\"coordinator\",\"--bind\",\"0.0.0.0\",\"--http-port\",\"10002\",\"--state-dir\",\"/shared/state\",\"--port\",\"10001\",\"--tls\",\"/tls\",\"--token-dir\",\"/data/home\"]");
        assertThat(container("words-agent").at("/args").toString())
                .isEqualTo(
                        "[\"agent\",\"--bind\",\"$(POD_IP)\",\"--coordinator\",\"words-coordinator:10001\",\"--dir\",\"/data/workers\",\"--port\",\"10000\",\"--tls\",\"/tls\",\"--token-dir\",\"/data/home\"]");
        assertThat(container("words-agent").at("/env").toString())
                .contains("{\"name\":\"POD_IP\",\"valueFrom\":{\"fieldRef\":{\"fieldPath\":\"status.podIP\"}}}");
        assertThat(container("words-coordinator").at("/ports").toString())
                .isEqualTo(
                        "[{\"name\":\"control\",\"containerPort\":10001},{\"name\":\"clients\",\"containerPort\":10002}]");
        assertThat(container("words-coordinator")
                        .at("/livenessProbe/tcpSocket/port")
                        .asString())
                .isEqualTo("clients");
        assertThat(container("words-agent").at("/readinessProbe/tcpSocket/port").asString())
                .isEqualTo("health");
    }

    @Test
    void aPodHasItsOwnCertificateOnlyAndAllShareTheState() {
        assertThat(manifest("StatefulSet", "words-agent")
                        .at("/spec/template/spec/initContainers/0/command/2")
                        .asString())
                .isEqualTo("umask 077 && cp -L /certificates/ca.pem /certificates/agent-\"$POD_NAME\".* /tls/");
        assertThat(manifest("PersistentVolumeClaim", "words-shared")
                        .at("/spec/accessModes/0")
                        .asString())
                .isEqualTo("ReadWriteMany");
        for (String set : List.of("words-coordinator", "words-agent")) {
            assertThat(manifest("StatefulSet", set)
                            .at("/spec/template/spec/volumes")
                            .toString())
                    .contains("{\"claimName\":\"words-shared\"}");
        }
    }

    @Test
    void nothingIsOpenThatNoPolicyOpens() {
        JsonNode denial = manifest("NetworkPolicy", "words-deny-all").at("/spec");

        assertThat(denial.at("/policyTypes").toString()).isEqualTo("[\"Ingress\",\"Egress\"]");
        assertThat(denial.has("ingress") || denial.has("egress")).isFalse();
        assertThat(denial.at("/podSelector/matchLabels").toString())
                .isEqualTo("{\"app.kubernetes.io/name\":\"levada\",\"app.kubernetes.io/instance\":\"words\"}");
        assertThat(manifest("NetworkPolicy", "words-clients")
                        .at("/spec/ingress/0/ports/0/port")
                        .asInt())
                .isEqualTo(10002);
    }

    @Test
    void secretsAreNamedNotMade() {
        assertThat(MANIFESTS)
                .noneMatch(manifest -> manifest.at("/kind").asString().equals("Secret"));
        assertThat(manifest("StatefulSet", "words-agent").toString()).contains("\"secretName\":\"words-agent-tls\"");
    }

    @Test
    void allOfItIsInTheNamespaceAsked() {
        assertThat(MANIFESTS)
                .allMatch(manifest ->
                        manifest.at("/metadata/namespace").asString().equals("streams"));
        assertThat(Manifests.of(new Deployment("a", Optional.empty(), "b", 1, 1))
                        .toString())
                .doesNotContain("namespace");
    }

    @ParameterizedTest
    @CsvSource({
        "Upper, a, 1, 1, --name",
        "under_score, a, 1, 1, --name",
        "1st, a, 1, 1, --name",
        "ends-, a, 1, 1, --name",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, a, 1, 1, --name",
        "a, 'a b', 1, 1, --image",
        "a, '', 1, 1, --image",
        "a, a, 3, 1, --coordinators",
        "a, a, 1, 0, --workers",
        "a, a, 1, 1001, --workers"
    })
    void whatCannotBeIsRefused(String name, String image, int coordinators, int workers, String option) {
        assertThatThrownBy(() -> new Deployment(name, Optional.empty(), image, coordinators, workers))
                .isInstanceOf(CommandException.class)
                .hasMessageStartingWith(option);
    }

    private static List<JsonNode> manifests() {
        Deployment deployment = new Deployment("words", Optional.of("streams"), "example.org/levada:1", 1, 3);
        try (MappingIterator<JsonNode> documents =
                new YAMLMapper().readerFor(JsonNode.class).readValues(Yaml.text(Manifests.of(deployment)))) {
            return documents.readAll();
        }
    }

    private static String kind(JsonNode manifest) {
        return manifest.at("/apiVersion").asString() + "/"
                + manifest.at("/kind").asString();
    }

    private static JsonNode manifest(String kind, String name) {
        return MANIFESTS.stream()
                .filter(manifest -> manifest.at("/kind").asString().equals(kind)
                        && manifest.at("/metadata/name").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode container(String set) {
        return manifest("StatefulSet", set).at("/spec/template/spec/containers/0");
    }

    private static Set<String> volumes(JsonNode set) {
        Set<String> names = names(set.at("/spec/template/spec/volumes"));
        names.add(set.at("/spec/volumeClaimTemplates/0/metadata/name").asString());
        return names;
    }

    private static Set<String> names(JsonNode list) {
        return list.valueStream().map(entry -> entry.at("/name").asString()).collect(Collectors.toSet());
    }
}
