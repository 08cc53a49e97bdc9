package dev.levada.cli.kubernetes;

import static dev.levada.cli.kubernetes.Yaml.fields;

import java.util.List;
import java.util.Map;

/**
 * Who may talk to whom: the pods of a cluster among themselves, marked clients to its coordinator, and every pod to the
 * name service. Nothing else, in either direction.
 */
final class NetworkPolicies {
    /** The mark of pods that may command the cluster. */
    private static final String CLIENT = "levada.dev/client";

    private static final int DNS = 53;

    private NetworkPolicies() {}

    static List<Map<String, Object>> of(Deployment deployment) {
        return List.of(denyAll(deployment), inside(deployment), clients(deployment));
    }

    private static Map<String, Object> denyAll(Deployment deployment) {
        return policy(
                deployment,
                "deny-all",
                fields(
                        "podSelector",
                        fields("matchLabels", deployment.labels()),
                        "policyTypes",
                        List.of("Ingress", "Egress")));
    }

    /** On any port: workers listen on ports that they choose, and take only peers with a certificate. */
    private static Map<String, Object> inside(Deployment deployment) {
        Map<String, Object> own = fields("podSelector", fields("matchLabels", deployment.labels()));
        return policy(
                deployment,
                "inside",
                fields(
                        "podSelector",
                        fields("matchLabels", deployment.labels()),
                        "policyTypes",
                        List.of("Ingress", "Egress"),
                        "ingress",
                        List.of(fields("from", List.of(own))),
                        "egress",
                        List.of(
                                fields("to", List.of(own)),
                                fields("ports", List.of(port("UDP", DNS), port("TCP", DNS))))));
    }

    private static Map<String, Object> clients(Deployment deployment) {
        return policy(
                deployment,
                "clients",
                fields(
                        "podSelector",
                        fields("matchLabels", deployment.labels(Role.COORDINATOR)),
                        "policyTypes",
                        List.of("Ingress"),
                        "ingress",
                        List.of(fields(
                                "from",
                                List.of(fields("podSelector", fields("matchLabels", fields(CLIENT, "true")))),
                                "ports",
                                List.of(port("TCP", Role.COORDINATOR.door().number()))))));
    }

    private static Map<String, Object> policy(Deployment deployment, String name, Map<String, Object> spec) {
        Map<String, Object> policy = deployment.manifest(
                "networking.k8s.io/v1", "NetworkPolicy", deployment.name() + "-" + name, deployment.labels());
        policy.put("spec", spec);
        return policy;
    }

    private static Map<String, Object> port(String protocol, int port) {
        return fields("protocol", protocol, "port", port);
    }
}
