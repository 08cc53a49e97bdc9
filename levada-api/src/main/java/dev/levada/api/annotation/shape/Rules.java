package dev.levada.api.annotation.shape;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What a marked class must be. */
public final class Rules<E> {
    private final PipelineShape<E> pipeline;
    private final Findings<E> findings;

    private Rules(PipelineShape<E> pipeline, Findings<E> findings) {
        this.pipeline = pipeline;
        this.findings = findings;
    }

    /** All that is wrong with a class; empty if it is a pipeline. */
    public static <E> List<Problem<E>> check(PipelineShape<E> pipeline) {
        Findings<E> findings = new Findings<>(pipeline);
        Rules<E> rules = new Rules<>(pipeline, findings);
        rules.checkClass();
        rules.checkRoles();
        rules.checkOrders();
        boolean isChain = findings.isEmpty();
        MethodRules.check(pipeline, findings);
        StateRules.check(pipeline, findings);
        if (isChain) {
            rules.checkChain();
        }
        return findings.all();
    }

    private void checkClass() {
        if (pipeline.job().isBlank()) {
            findings.onClass("has a blank name in @ToStream; give the job a name");
        }
        if (pipeline.isAbstract()) {
            findings.onClass("is abstract; mark a class that has objects of its own");
        }
    }

    private void checkRoles() {
        for (MethodShape<E> method : pipeline.methods()) {
            if (method.roles().isEmpty()) {
                findings.on(method, "is marked @Keyed but not @Stage; only a stage has a key");
            } else if (method.roles().size() > 1) {
                findings.on(method, "is marked as " + words(method.roles()) + "; a method has one role");
            }
        }
        checkOnly(Role.SOURCE, "@Source", "gives the records");
        checkOnly(Role.SINK, "@Sink", "takes the results");
        checkNames();
    }

    private void checkOnly(Role role, String mark, String deed) {
        List<MethodShape<E>> found = pipeline.all(role);
        if (found.isEmpty()) {
            findings.onClass("has no %s; mark the method that %s with %s".formatted(role, deed, mark));
        }
        for (MethodShape<E> other : found.stream().skip(1).toList()) {
            findings.on(
                    other,
                    "is one too many, since %s is the %s already; a pipeline has exactly one"
                            .formatted(found.get(0).name(), role));
        }
    }

    private void checkNames() {
        Map<String, MethodShape<E>> seen = new HashMap<>();
        for (MethodShape<E> method : pipeline.methods()) {
            if (seen.putIfAbsent(method.name(), method) != null) {
                findings.on(method, "has the name of another marked method; operators are named by their methods");
            }
        }
    }

    private void checkOrders() {
        Map<Integer, MethodShape<E>> seen = new HashMap<>();
        for (MethodShape<E> stage : pipeline.all(Role.STAGE)) {
            MethodShape<E> first = seen.putIfAbsent(stage.order(), stage);
            if (first != null) {
                findings.on(
                        stage,
                        "has order %d, as %s has; give each stage an order of its own"
                                .formatted(stage.order(), first.title()));
            }
        }
    }

    private void checkChain() {
        List<MethodShape<E>> chain = Stream.of(Role.SOURCE, Role.STAGE, Role.SINK)
                .flatMap(role -> pipeline.all(role).stream())
                .toList();
        for (int i = 1; i < chain.size(); i++) {
            checkLink(chain.get(i - 1), chain.get(i));
        }
    }

    private void checkLink(MethodShape<E> before, MethodShape<E> method) {
        if (before.returns().isVoid() || method.parameters().isEmpty()) {
            return; // said already
        }
        ItemType given = given(before);
        ItemType taken = method.parameters().get(0);
        if (!given.fits(taken)) {
            boolean same = given.name().equals(taken.name());
            findings.on(
                    method,
                    "takes %s, but %s before it gives %s"
                            .formatted(
                                    same ? taken.qualifiedName() : taken.name(),
                                    before.title(),
                                    same ? given.qualifiedName() : given.name()));
        }
    }

    private static ItemType given(MethodShape<?> before) {
        ItemType returned = before.returns();
        Container container = before.is(Role.SOURCE) ? Container.ofSource(returned) : Container.ofStage(returned);
        return container.itemOf(returned);
    }

    private static String words(List<Role> roles) {
        return String.join(" and ", roles.stream().map(Role::toString).toList());
    }
}
