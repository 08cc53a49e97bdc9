package dev.levada.api.annotation.shape;

import java.util.BitSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a stage may remember: what it declares, and nothing hidden if several tasks run it. */
final class StateRules<E> {
    private static final List<Class<?>> MUTABLE =
            List.of(Collection.class, Map.class, StringBuilder.class, StringBuffer.class, BitSet.class);

    private final PipelineShape<E> pipeline;
    private final Findings<E> findings;

    private StateRules(PipelineShape<E> pipeline, Findings<E> findings) {
        this.pipeline = pipeline;
        this.findings = findings;
    }

    static <E> void check(PipelineShape<E> pipeline, Findings<E> findings) {
        StateRules<E> rules = new StateRules<>(pipeline, findings);
        for (MethodShape<E> stage : pipeline.all(Role.STAGE)) {
            stage.key().ifPresentOrElse(key -> rules.checkKeyed(stage, key), () -> rules.checkNotKeyed(stage));
        }
    }

    private void checkKeyed(MethodShape<E> stage, String key) {
        if (stage.parameters().isEmpty()) {
            return; // said already
        }
        checkKey(stage, stage.parameters().get(0), key);
        for (int i = 1; i < stage.parameters().size(); i++) {
            ItemType parameter = stage.parameters().get(i);
            if (StateKind.of(parameter).isEmpty()) {
                findings.on(
                        stage,
                        "takes %s as parameter %d; after the record a keyed stage takes state: CounterState, ListState or MapState"
                                .formatted(parameter.name(), i + 1));
            }
        }
        checkStateNames(stage);
    }

    private void checkKey(MethodShape<E> stage, ItemType input, String key) {
        if (input.accessor(key).isPresent()) {
            return;
        }
        String remedy = input.components().isEmpty()
                ? "give it a method of that name"
                : "it has " + String.join(", ", input.components());
        findings.on(stage, "is keyed by '%s', which %s does not have; %s".formatted(key, input.name(), remedy));
    }

    private void checkStateNames(MethodShape<E> stage) {
        Set<String> seen = new HashSet<>();
        for (String name : stage.stateNames()) {
            if (name.isBlank()) {
                findings.on(stage, "has state with a blank name; name it in @State");
            } else if (!seen.add(name)) {
                findings.on(stage, "has two states named '%s'; give each a name of its own".formatted(name));
            }
        }
    }

    private void checkNotKeyed(MethodShape<E> stage) {
        if (stage.parameters().size() > 1) {
            findings.on(
                    stage,
                    "takes %s beside its record; mark it @Keyed to declare state, or take the record alone"
                            .formatted(stage.parameters().get(1).name()));
        }
        if (stage.settings().filter(StageSettings::isReplicated).isPresent()) {
            for (FieldShape field : pipeline.fields()) {
                checkHidden(stage, field);
            }
        }
    }

    private void checkHidden(MethodShape<E> stage, FieldShape field) {
        if (field.isStatic()) {
            if (!field.isFinal()) {
                findings.on(
                        stage,
                        "is replicated, but static field %s is not final: it would be state that its tasks share; make it final, declare state with @Keyed, or set replicate = 1"
                                .formatted(field.name()));
            }
        } else if (!stage.isStatic() && (!field.isFinal() || isMutable(field.type()))) {
            findings.on(
                    stage,
                    "is replicated, but field %s %s: it may be state that its tasks share; make the method static, declare state with @Keyed, or set replicate = 1"
                            .formatted(
                                    field.name(),
                                    field.isFinal()
                                            ? "holds a mutable " + field.type().name()
                                            : "is not final"));
        }
    }

    private static boolean isMutable(ItemType type) {
        return type.isArray()
                || MUTABLE.stream().anyMatch(type::isA)
                || type.qualifiedName().startsWith("java.util.concurrent.atomic.");
    }
}
