package dev.levada.dadstorm;

import dev.levada.dadstorm.language.Configuration;
import dev.levada.dadstorm.language.Input;
import dev.levada.dadstorm.language.OperatorDefinition;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Brings operators into an order in which each comes after those that feed it. There are no cycles. */
final class SourcesFirst {

    private SourcesFirst() {}

    static List<OperatorDefinition> order(Configuration configuration) {
        Map<String, Integer> missing = new HashMap<>();
        Map<String, List<OperatorDefinition>> consumers = new HashMap<>();
        Deque<OperatorDefinition> ready = new ArrayDeque<>();
        for (OperatorDefinition operator : configuration.operators()) {
            List<String> feeding = feeding(operator);
            missing.put(operator.id(), feeding.size());
            feeding.forEach(id ->
                    consumers.computeIfAbsent(id, any -> new ArrayList<>()).add(operator));
            if (feeding.isEmpty()) {
                ready.add(operator);
            }
        }
        List<OperatorDefinition> ordered = new ArrayList<>();
        while (!ready.isEmpty()) {
            OperatorDefinition next = ready.remove();
            ordered.add(next);
            for (OperatorDefinition consumer : consumers.getOrDefault(next.id(), List.of())) {
                if (missing.merge(consumer.id(), -1, Integer::sum) == 0) {
                    ready.add(consumer);
                }
            }
        }
        return ordered;
    }

    private static List<String> feeding(OperatorDefinition operator) {
        return operator.inputs().stream()
                .filter(Input.FromOperator.class::isInstance)
                .map(input -> ((Input.FromOperator) input).operator())
                .toList();
    }
}
