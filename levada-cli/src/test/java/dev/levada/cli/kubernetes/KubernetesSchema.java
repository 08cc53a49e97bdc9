package dev.levada.cli.kubernetes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.Map;

/** What Kubernetes knows of each kind: its fields and their types. Strict, as its clients are not. */
final class KubernetesSchema {
    private static final Map<String, Class<?>> KINDS = Map.of(
            "v1/PersistentVolumeClaim", PersistentVolumeClaim.class,
            "v1/Service", Service.class,
            "apps/v1/StatefulSet", StatefulSet.class,
            "policy/v1/PodDisruptionBudget", PodDisruptionBudget.class,
            "networking.k8s.io/v1/NetworkPolicy", NetworkPolicy.class);

    private static final ObjectMapper MAPPER = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .setAnnotationIntrospector(new NoRoomForOthers());

    private KubernetesSchema() {}

    /** @throws JsonProcessingException if a field is unknown there, or is of another type */
    static Object read(String versionAndKind, String json) throws JsonProcessingException {
        Class<?> kind = KINDS.get(versionAndKind);
        if (kind == null) {
            throw new IllegalArgumentException("no kind '%s' is known".formatted(versionAndKind));
        }
        return MAPPER.readValue(json, kind);
    }

    /** The classes keep what they do not know, for the sake of newer servers. */
    private static final class NoRoomForOthers extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1L;

        @Override
        public Boolean hasAnySetter(Annotated member) {
            return false;
        }
    }
}
