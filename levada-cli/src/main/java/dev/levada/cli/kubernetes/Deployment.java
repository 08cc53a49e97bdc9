package dev.levada.cli.kubernetes;

import dev.levada.cli.terminal.CommandException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What is to be deployed, checked. */
record Deployment(String name, Optional<String> namespace, String image, int coordinators, int workers) {
    /** What Kubernetes takes for a name. */
    private static final Pattern LABEL = Pattern.compile("[a-z]([-a-z0-9]*[a-z0-9])?");

    private static final Pattern IMAGE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/@-]*");

    /** Leaves room for what is added to it: a name of a pod is a label, of 63 characters. */
    private static final int MAX_NAME = 40;

    private static final int MAX_NAMESPACE = 63;
    private static final int MAX_WORKERS = 1000;

    Deployment {
        requireLabel("--name", name, MAX_NAME);
        namespace.ifPresent(given -> requireLabel("--namespace", given, MAX_NAMESPACE));
        if (!IMAGE.matcher(image).matches()) {
            throw CommandException.badInput(
                    "--image '%s' is not the name of an image; it is like registry.example.org/levada:0.1.0"
                            .formatted(image));
        }
        if (coordinators != 1) {
            throw CommandException.badInput(
                    "--coordinators %d: a coordinator of this version stands alone, and two would each run every job; leave the option out. Kubernetes starts it again when it fails, and it goes on from its disk"
                            .formatted(coordinators));
        }
        if (workers < 1 || workers > MAX_WORKERS) {
            throw CommandException.badInput("--workers %d is not from 1 to %d".formatted(workers, MAX_WORKERS));
        }
    }

    private static void requireLabel(String option, String given, int most) {
        if (given.length() > most || !LABEL.matcher(given).matches()) {
            throw CommandException.badInput(
                    "%s '%s' is not 1 to %d of a-z, 0-9 and '-', beginning with a letter and not ending in '-'"
                            .formatted(option, given, most));
        }
    }

    int replicas(Role role) {
        return role == Role.COORDINATOR ? coordinators : workers;
    }

    /** The name of all that is of one role. */
    String name(Role role) {
        return name + "-" + role.word();
    }

    /** The secret with what the option --tls reads. */
    String secret(Role role) {
        return name(role) + "-tls";
    }

    /** The volume that all pods see. */
    String shared() {
        return name + "-shared";
    }

    /** Finds all pods of this cluster, and no other. */
    Map<String, Object> labels() {
        return Yaml.fields("app.kubernetes.io/name", "levada", "app.kubernetes.io/instance", name);
    }

    Map<String, Object> labels(Role role) {
        Map<String, Object> labels = labels();
        labels.put("app.kubernetes.io/component", role.word());
        return labels;
    }

    /** A manifest, up to where it is about its kind. */
    Map<String, Object> manifest(String version, String kind, String called, Map<String, Object> labels) {
        Map<String, Object> metadata = Yaml.fields("name", called);
        namespace.ifPresent(given -> metadata.put("namespace", given));
        metadata.put("labels", labels);
        return Yaml.fields("apiVersion", version, "kind", kind, "metadata", metadata);
    }
}
