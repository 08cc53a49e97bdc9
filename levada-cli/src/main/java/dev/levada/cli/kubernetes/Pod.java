package dev.levada.cli.kubernetes;

import static dev.levada.cli.kubernetes.Yaml.fields;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a pod is made of. It has no right that it does not need: no root, no writable image, no token of the cluster.
 */
final class Pod {
    static final String DATA = "data";

    private static final String CERTIFICATES = "certificates";
    private static final String TLS = "tls";
    private static final String TEMPORARY = "tmp";
    private static final String SHARED = "shared";
    private static final int USER = 10001;

    private final Deployment deployment;
    private final Role role;

    Pod(Deployment deployment, Role role) {
        this.deployment = deployment;
        this.role = role;
    }

    Map<String, Object> spec() {
        return fields(
                "automountServiceAccountToken",
                false,
                "enableServiceLinks",
                false,
                "terminationGracePeriodSeconds",
                30,
                "securityContext",
                fields(
                        "runAsNonRoot",
                        true,
                        "runAsUser",
                        USER,
                        "runAsGroup",
                        USER,
                        "fsGroup",
                        USER,
                        "fsGroupChangePolicy",
                        "OnRootMismatch",
                        "seccompProfile",
                        fields("type", "RuntimeDefault")),
                "topologySpreadConstraints",
                List.of(fields(
                        "maxSkew",
                        1,
                        "topologyKey",
                        "kubernetes.io/hostname",
                        "whenUnsatisfiable",
                        "ScheduleAnyway",
                        "labelSelector",
                        fields("matchLabels", deployment.labels(role)))),
                "initContainers",
                List.of(ownCertificates()),
                "containers",
                List.of(container()),
                "volumes",
                volumes());
    }

    /**
     * Copies the certificate of this pod, for this user alone. The files of a secret belong to root and are read by
     * their group, and a key that a group can read is refused.
     */
    private Map<String, Object> ownCertificates() {
        return fields(
                "name",
                CERTIFICATES,
                "image",
                deployment.image(),
                "command",
                List.of("/bin/sh", "-c", "umask 077 && cp -L /certificates/ca.pem %s /tls/".formatted(own())),
                "env",
                List.of(ofPod("POD_NAME", "metadata.name")),
                "securityContext",
                noRights(),
                "resources",
                fields(
                        "requests", fields("cpu", "50m", "memory", "32Mi"),
                        "limits", fields("memory", "32Mi")),
                "volumeMounts",
                List.of(
                        fields("name", CERTIFICATES, "mountPath", "/certificates", "readOnly", true),
                        fields("name", TLS, "mountPath", "/tls")));
    }

    private String own() {
        return role == Role.AGENT ? "/certificates/agent-\"$POD_NAME\".*" : "/certificates/coordinator-*";
    }

    private static Map<String, Object> ofPod(String variable, String field) {
        return fields("name", variable, "valueFrom", fields("fieldRef", fields("fieldPath", field)));
    }

    private Map<String, Object> container() {
        return fields(
                "name",
                role.word(),
                "image",
                deployment.image(),
                "command",
                List.of("levada"),
                "args",
                arguments(),
                "env",
                List.of(
                        fields("name", "LEVADA_JAVA_OPTS", "value", "-XX:MaxRAMPercentage=" + heapPercent()),
                        ofPod("POD_IP", "status.podIP")),
                "ports",
                role.ports().stream()
                        .map(port -> fields("name", port.name(), "containerPort", port.number()))
                        .toList(),
                "startupProbe",
                probe(60),
                "livenessProbe",
                probe(6),
                "readinessProbe",
                probe(2),
                "securityContext",
                noRights(),
                "resources",
                fields(
                        "requests", fields("cpu", role.cpu(), "memory", role.memory()),
                        "limits", fields("memory", role.memory())),
                "volumeMounts",
                List.of(
                        fields("name", DATA, "mountPath", "/data"),
                        fields("name", SHARED, "mountPath", "/shared"),
                        fields("name", TLS, "mountPath", "/tls", "readOnly", true),
                        fields("name", TEMPORARY, "mountPath", "/tmp")));
    }

    /** An agent has one address, which it tells others; a coordinator is found by its name. */
    private List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of(role.word(), "--bind"));
        arguments.addAll(
                role == Role.AGENT
                        ? List.of("$(POD_IP)", "--coordinator", coordinator(), "--dir", "/data/workers")
                        : List.of("0.0.0.0", "--http-port", number(role.door()), "--state-dir", "/shared/state"));
        arguments.addAll(List.of("--port", number(role.port()), "--tls", "/tls", "--token-dir", "/data/home"));
        return arguments;
    }

    private String coordinator() {
        return deployment.name(Role.COORDINATOR) + ":" + number(Role.COORDINATOR.port());
    }

    private static String number(Role.Port port) {
        return Integer.toString(port.number());
    }

    /** An agent itself needs little: the memory of its pod is for the workers. */
    private int heapPercent() {
        return role == Role.AGENT ? 10 : 60;
    }

    /** Whether it listens: the doors want a certificate, and the kubelet has none. */
    private Map<String, Object> probe(int failures) {
        return fields(
                "tcpSocket",
                fields("port", role.door().name()),
                "periodSeconds",
                5,
                "timeoutSeconds",
                3,
                "failureThreshold",
                failures);
    }

    private static Map<String, Object> noRights() {
        return fields(
                "allowPrivilegeEscalation",
                false,
                "readOnlyRootFilesystem",
                true,
                "capabilities",
                fields("drop", List.of("ALL")));
    }

    private List<Map<String, Object>> volumes() {
        return List.of(
                fields("name", CERTIFICATES, "secret", fields("secretName", deployment.secret(role))),
                fields("name", SHARED, "persistentVolumeClaim", fields("claimName", deployment.shared())),
                fields("name", TLS, "emptyDir", fields("medium", "Memory", "sizeLimit", "1Mi")),
                fields("name", TEMPORARY, "emptyDir", fields("sizeLimit", "1Gi")));
    }
}
