package dev.levada.testkit;

import dev.levada.api.codec.Codec;
import dev.levada.testkit.sanitizer.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Compares what a job has committed with what it commits without failures. */
final class Judge {
    private static final int MAX_SHOWN = 5;

    private final Codec<Object> codec;
    private final Map<String, Function<Object, Object>> views = new LinkedHashMap<>();
    private final Map<String, Function<Object, Object>> keys = new LinkedHashMap<>();

    Judge(Codec<Object> codec) {
        this.codec = codec;
    }

    /** Of the records of an output, only this is compared. */
    void comparing(String output, Function<Object, Object> view) {
        views.put(output, view);
    }

    /** The records of an output that have one key must come in one order. */
    void inOrder(String output, Function<Object, Object> key) {
        keys.put(output, key);
    }

    /**
     * What is wrong, in a few lines; empty if nothing is.
     *
     * @param complete whether all must be there, and not only nothing that must not
     */
    Optional<String> difference(
            Map<String, List<Object>> reference, Map<String, List<Object>> committed, boolean complete) {
        requireKnown(reference);
        List<String> lines = new ArrayList<>();
        reference.forEach((output, wanted) -> {
            List<Object> found = committed.getOrDefault(output, List.of());
            if (keys.containsKey(output)) {
                compareOrder(output, wanted, found, complete, lines);
            } else {
                compareCounts(output, values(output, wanted), values(output, found), complete, lines);
            }
        });
        return lines.isEmpty() ? Optional.empty() : Optional.of(String.join(System.lineSeparator(), lines));
    }

    private void requireKnown(Map<String, List<Object>> reference) {
        for (Map<String, ?> named : List.of(views, keys)) {
            named.keySet().stream()
                    .filter(output -> !reference.containsKey(output))
                    .findFirst()
                    .ifPresent(output -> {
                        throw new IllegalArgumentException("there is no output '%s'; there are %s"
                                .formatted(output, List.copyOf(reference.keySet())));
                    });
        }
    }

    private List<Value> values(String output, List<Object> records) {
        Function<Object, Object> view = views.getOrDefault(output, record -> record);
        return records.stream()
                .map(record -> Value.of(view.apply(record), codec))
                .toList();
    }

    private static void compareCounts(
            String output, List<Value> wanted, List<Value> found, boolean complete, List<String> lines) {
        Map<Value, Integer> left = new LinkedHashMap<>();
        wanted.forEach(value -> left.merge(value, 1, Integer::sum));
        List<Value> surplus = new ArrayList<>();
        for (Value value : found) {
            if (left.merge(value, -1, Integer::sum) < 0) {
                surplus.add(value);
            }
        }
        List<Value> missing = new ArrayList<>();
        left.forEach((value, times) -> {
            for (int i = 0; i < times; i++) {
                missing.add(value);
            }
        });
        if (!surplus.isEmpty() || (complete && !missing.isEmpty())) {
            lines.add("output '%s' is not what it is without failures:".formatted(output));
            show("missing", complete ? missing : List.of(), lines);
            show("too many", surplus, lines);
        }
    }

    private static void show(String what, List<Value> values, List<String> lines) {
        if (!values.isEmpty()) {
            lines.add("  %-9s %s%s"
                    .formatted(
                            what,
                            values.subList(0, Math.min(MAX_SHOWN, values.size())),
                            values.size() > MAX_SHOWN ? " and %d more".formatted(values.size() - MAX_SHOWN) : ""));
        }
    }

    private void compareOrder(
            String output, List<Object> wanted, List<Object> found, boolean complete, List<String> lines) {
        Map<Value, List<Value>> wantedOf = byKey(output, wanted);
        Map<Value, List<Value>> foundOf = byKey(output, found);
        foundOf.keySet().forEach(key -> wantedOf.putIfAbsent(key, List.of()));
        wantedOf.forEach((key, values) -> {
            List<Value> there = foundOf.getOrDefault(key, List.of());
            int same = 0;
            while (same < Math.min(values.size(), there.size())
                    && values.get(same).equals(there.get(same))) {
                same++;
            }
            if (same < there.size() || (complete && same < values.size())) {
                lines.add("output '%s' is not what it is without failures, of key %s from number %d on:"
                        .formatted(output, key, same + 1));
                show("wanted", values.subList(same, values.size()), lines);
                show("found", there.subList(same, there.size()), lines);
            }
        });
    }

    private Map<Value, List<Value>> byKey(String output, List<Object> records) {
        Function<Object, Object> key = keys.getOrDefault(output, record -> "");
        List<Value> values = values(output, records);
        Map<Value, List<Value>> groups = new LinkedHashMap<>();
        for (int i = 0; i < records.size(); i++) {
            groups.computeIfAbsent(Value.of(key.apply(records.get(i)), codec), any -> new ArrayList<>())
                    .add(values.get(i));
        }
        return groups;
    }
}
