package dev.levada.cli.kubernetes;

import static dev.levada.cli.kubernetes.Yaml.fields;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** All manifests of a cluster, in an order in which they can be applied. */
final class Manifests {

    private Manifests() {}

    static List<Map<String, Object>> of(Deployment deployment) {
        List<Map<String, Object>> manifests = new ArrayList<>(NetworkPolicies.of(deployment));
        manifests.add(shared(deployment));
        for (Role role : Role.values()) {
            manifests.add(service(deployment, role));
            manifests.add(disruptionBudget(deployment, role));
            manifests.add(statefulSet(deployment, role));
        }
        return manifests;
    }

    /** The state of the jobs, and their files: the coordinator writes them, and the workers of all agents. */
    private static Map<String, Object> shared(Deployment deployment) {
        Map<String, Object> claim =
                deployment.manifest("v1", "PersistentVolumeClaim", deployment.shared(), deployment.labels());
        claim.put("spec", claim("ReadWriteMany", "10Gi"));
        return claim;
    }

    /** Gives each pod a name. Also one that is not ready must be found: it becomes ready by finding the others. */
    private static Map<String, Object> service(Deployment deployment, Role role) {
        Map<String, Object> service =
                deployment.manifest("v1", "Service", deployment.name(role), deployment.labels(role));
        service.put(
                "spec",
                fields(
                        "clusterIP",
                        "None",
                        "publishNotReadyAddresses",
                        true,
                        "selector",
                        deployment.labels(role),
                        "ports",
                        role.ports().stream()
                                .map(port ->
                                        fields("name", port.name(), "port", port.number(), "targetPort", port.name()))
                                .toList()));
        return service;
    }

    /** When nodes are emptied, one pod after the other: each is given the time to recover. */
    private static Map<String, Object> disruptionBudget(Deployment deployment, Role role) {
        Map<String, Object> budget =
                deployment.manifest("policy/v1", "PodDisruptionBudget", deployment.name(role), deployment.labels(role));
        budget.put("spec", fields("maxUnavailable", 1, "selector", fields("matchLabels", deployment.labels(role))));
        return budget;
    }

    private static Map<String, Object> statefulSet(Deployment deployment, Role role) {
        Map<String, Object> set =
                deployment.manifest("apps/v1", "StatefulSet", deployment.name(role), deployment.labels(role));
        set.put(
                "spec",
                fields(
                        "serviceName",
                        deployment.name(role),
                        "replicas",
                        deployment.replicas(role),
                        "podManagementPolicy",
                        "Parallel",
                        "selector",
                        fields("matchLabels", deployment.labels(role)),
                        "template",
                        fields(
                                "metadata",
                                fields("labels", deployment.labels(role)),
                                "spec",
                                new Pod(deployment, role).spec()),
                        "volumeClaimTemplates",
                        List.of(dataClaim(role))));
        return set;
    }

    private static Map<String, Object> dataClaim(Role role) {
        return fields("metadata", fields("name", Pod.DATA), "spec", claim("ReadWriteOnce", role.disk()));
    }

    private static Map<String, Object> claim(String mode, String size) {
        return fields("accessModes", List.of(mode), "resources", fields("requests", fields("storage", size)));
    }
}
