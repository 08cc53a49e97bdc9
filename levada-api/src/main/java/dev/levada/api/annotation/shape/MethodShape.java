package dev.levada.api.annotation.shape;

import java.util.List;
import java.util.Optional;

/**
 * One marked method.
 *
 * @param origin the reader's own notion of the method
 * @param roles one, if all is well
 * @param stateNames the name of each parameter but the first, in order
 * @param settings present on a stage
 * @param key the component named by {@code @Keyed}
 */
public record MethodShape<E>(
        E origin,
        String name,
        List<Role> roles,
        boolean isStatic,
        boolean isAbstract,
        List<ItemType> parameters,
        List<String> stateNames,
        ItemType returns,
        Optional<StageSettings> settings,
        Optional<String> key) {

    public MethodShape {
        roles = List.copyOf(roles);
        parameters = List.copyOf(parameters);
        stateNames = List.copyOf(stateNames);
    }

    boolean is(Role role) {
        return roles.size() == 1 && roles.get(0) == role;
    }

    int order() {
        return settings.map(StageSettings::order).orElse(0);
    }

    /** {@code stage smooth}. */
    String title() {
        return roles.isEmpty() ? "method " + name : roles.get(0) + " " + name;
    }
}
