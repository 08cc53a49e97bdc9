package dev.levada.api.annotation.shape;

import java.util.ArrayList;
import java.util.List;

/** The problems found so far, each told with its method, or class, and file. */
final class Findings<E> {
    private final PipelineShape<E> pipeline;
    private final List<Problem<E>> problems = new ArrayList<>();

    Findings(PipelineShape<E> pipeline) {
        this.pipeline = pipeline;
    }

    void onClass(String message) {
        add(pipeline.origin(), "class " + pipeline.name(), message);
    }

    void on(MethodShape<E> method, String message) {
        add(method.origin(), method.title(), message);
    }

    boolean isEmpty() {
        return problems.isEmpty();
    }

    List<Problem<E>> all() {
        return List.copyOf(problems);
    }

    private void add(E at, String title, String message) {
        problems.add(new Problem<>(at, "%s (%s) %s".formatted(title, pipeline.file(), message)));
    }
}
