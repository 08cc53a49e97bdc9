package dev.levada.dadstorm.language;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who feeds whom. Operators are taken away once nothing that is left feeds them; what then remains hangs on a cycle,
 * which going from consumer to source must find.
 */
final class Topology {

    private final Collection<String> ids;
    private final Problems problems;
    /** For each operator that is left, the operators left that feed it, with the word that names each. */
    private final Map<String, Map<String, Word>> sources = new LinkedHashMap<>();

    private final Map<String, List<String>> consumers = new HashMap<>();
    private final Deque<String> free = new ArrayDeque<>();

    private Topology(Collection<String> ids, Problems problems) {
        this.ids = ids;
        this.problems = problems;
    }

    /** Tells every operator that names itself, and cycles until no other is left. */
    static void check(Map<String, OperatorDraft> operators, Problems problems) {
        Topology topology = new Topology(operators.keySet(), problems);
        operators.values().forEach(topology::connect);
        topology.takeAwayTheFree();
        while (!topology.sources.isEmpty()) {
            topology.tellOneCycle();
            topology.takeAwayTheFree();
        }
    }

    private void connect(OperatorDraft operator) {
        Map<String, Word> upstream = new LinkedHashMap<>();
        for (Word source : operator.sources()) {
            if (source.text().equals(operator.id())) {
                problems.error(
                        source.position(),
                        "operator %s names itself as an input".formatted(operator.id()),
                        "name the operator or the file that feeds it");
            } else if (ids.contains(source.text())) {
                upstream.put(source.text(), source);
                consumers
                        .computeIfAbsent(source.text(), id -> new ArrayList<>())
                        .add(operator.id());
            }
        }
        sources.put(operator.id(), upstream);
        if (upstream.isEmpty()) {
            free.add(operator.id());
        }
    }

    private void takeAwayTheFree() {
        while (!free.isEmpty()) {
            String operator = free.remove();
            sources.remove(operator);
            for (String consumer : consumers.getOrDefault(operator, List.of())) {
                Map<String, Word> left = sources.get(consumer);
                if (left != null && left.remove(operator) != null && left.isEmpty()) {
                    free.add(consumer);
                }
            }
        }
    }

    private void tellOneCycle() {
        List<Word> steps = cycle();
        List<String> cycle = new ArrayList<>(steps.stream().map(Word::text).toList());
        Collections.reverse(cycle);
        free.addAll(cycle);
        cycle.add(cycle.get(0));
        problems.error(
                steps.get(0).position(),
                "operators feed each other in a cycle: " + String.join(" -> ", cycle),
                "take one of these inputs away");
    }

    /** Goes from consumer to source until an operator comes again; the steps since then are the cycle. */
    private List<Word> cycle() {
        Map<String, Word> path = new LinkedHashMap<>();
        String operator = first(sources.keySet());
        while (!path.containsKey(operator)) {
            Word source = first(sources.getOrDefault(operator, Map.of()).values());
            path.put(operator, source);
            operator = source.text();
        }
        List<String> passed = new ArrayList<>(path.keySet());
        List<Word> steps = new ArrayList<>(path.values());
        return steps.subList(passed.indexOf(operator), steps.size());
    }

    private static <T> T first(Collection<T> some) {
        return some.iterator().next();
    }
}
