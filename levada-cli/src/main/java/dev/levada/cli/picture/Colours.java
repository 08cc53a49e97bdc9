package dev.levada.cli.picture;

import dev.levada.bench.result.Configuration;
import dev.levada.bench.result.Results;
import java.util.List;

/**
 * Which colour a configuration has on all plots of a page: that of what matters most among what they differ in.
 *
 * @param key what that is
 * @param values its values, in the order of the colours
 */
record Colours(String key, List<String> values) {
    private static final int COUNT = 8;
    private static final List<String> BY = List.of("engine", "system", "recovery", "cuts");

    static Colours of(Results results) {
        return BY.stream()
                .map(key -> new Colours(key, values(results, key)))
                .filter(each -> each.values.size() > 1)
                .findFirst()
                .orElse(new Colours("", List.of("")));
    }

    private static List<String> values(Results results, String key) {
        return results.configurations().stream()
                .map(each -> each.of().getOrDefault(key, ""))
                .distinct()
                .toList();
    }

    String of(Configuration configuration) {
        return "k" + Math.max(0, values.indexOf(configuration.of().getOrDefault(key, ""))) % COUNT;
    }
}
