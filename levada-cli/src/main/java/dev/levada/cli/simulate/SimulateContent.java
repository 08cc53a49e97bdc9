package dev.levada.cli.simulate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was simulated as scripts read it. The names of the fields are a contract. */
final class SimulateContent {

    private SimulateContent() {}

    static Map<String, Object> of(List<Seeds.Outcome> outcomes) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put(
                "protocols", outcomes.stream().map(SimulateContent::protocol).toList());
        return content;
    }

    private static Map<String, Object> protocol(Seeds.Outcome outcome) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("protocol", outcome.protocol());
        content.put("seeds", outcome.seeds());
        content.put("seedsPerMinute", outcome.seedsPerMinute());
        content.put("events", outcome.events());
        content.put("virtualSeconds", outcome.virtualSeconds());
        content.put("sometimes", outcome.sometimes());
        content.put(
                "violations",
                outcome.violations().stream()
                        .map(each -> Map.of("seed", each.seed(), "message", each.message(), "again", each.line()))
                        .toList());
        return content;
    }

    static Map<String, Object> ofMutants(List<MutantHunt.Found> found) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put(
                "mutants",
                found.stream()
                        .map(each -> Map.of(
                                "mutant", each.mutant().label(),
                                "protocol", each.mutant().protocols().label(),
                                "seeds", each.seeds(),
                                "message", each.message()))
                        .toList());
        return content;
    }
}
