package dev.levada.api.annotation.shape;

import java.util.Comparator;
import java.util.List;

/**
 * A marked class.
 *
 * @param origin the reader's own notion of the class
 * @param name the class's, without its package
 * @param file where it is written: {@code Denoise.java}
 * @param job the name in the mark
 * @param isAbstract whether no object is of this very class
 * @param ordered whether the sink asks that all stages be
 */
public record PipelineShape<E>(
        E origin,
        String name,
        String file,
        String job,
        boolean isAbstract,
        boolean ordered,
        List<MethodShape<E>> methods,
        List<FieldShape> fields) {

    public PipelineShape {
        methods = List.copyOf(methods);
        fields = List.copyOf(fields);
    }

    /** The methods of a role; stages in their order. */
    public List<MethodShape<E>> all(Role role) {
        return methods.stream()
                .filter(method -> method.is(role))
                .sorted(Comparator.comparingInt(MethodShape::order))
                .toList();
    }
}
