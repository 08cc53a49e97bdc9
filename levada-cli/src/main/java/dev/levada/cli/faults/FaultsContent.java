package dev.levada.cli.faults;

import dev.levada.faults.FaultHarness;
import dev.levada.faults.RoundResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What was done and found as scripts read it. The names of the fields are a contract. */
final class FaultsContent {

    private FaultsContent() {}

    static Map<String, Object> of(FaultHarness harness, List<RoundResult> results) {
        Map<String, Object> skipped = new LinkedHashMap<>();
        harness.skipped().forEach((fault, reason) -> skipped.put(fault.label(), reason));
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("skipped", skipped);
        content.put(
                "faults",
                FaultsTable.Tally.of(results).stream().map(FaultsContent::tally).toList());
        content.put("rounds", results.stream().map(FaultsContent::round).toList());
        return content;
    }

    private static Map<String, Object> tally(FaultsTable.Tally tally) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("fault", tally.fault().label());
        content.put("injected", tally.injected());
        content.put("survived", tally.survived());
        content.put("lost", tally.lost());
        content.put("duplicated", tally.duplicated());
        content.put("altered", tally.altered());
        content.put("hung", tally.hung());
        content.put("pauseMillisP50", FaultsTable.quantile(tally.pauses(), 0.5));
        content.put("pauseMillisP95", FaultsTable.quantile(tally.pauses(), 0.95));
        return content;
    }

    private static Map<String, Object> round(RoundResult result) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("seed", result.seed());
        content.put("protocol", result.protocol().label());
        content.put("outcome", result.outcome().name().toLowerCase(Locale.ROOT));
        content.put("seconds", result.seconds());
        content.put("starts", result.starts());
        content.put("lost", result.verdict().lost());
        content.put("duplicated", result.verdict().duplicated());
        content.put("altered", result.verdict().altered());
        content.put("strikes", result.strikes().stream().map(FaultsContent::strike).toList());
        content.put("missed", result.missed());
        content.put("recoveriesMillis", result.recoveries());
        content.put("trouble", result.trouble());
        return content;
    }

    private static Map<String, Object> strike(RoundResult.Struck strike) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("fault", strike.fault().label());
        content.put("at", strike.at());
        content.put("millis", strike.millis());
        content.put("victim", strike.victim());
        content.put("pauseMillis", strike.pauseMillis());
        return content;
    }
}
