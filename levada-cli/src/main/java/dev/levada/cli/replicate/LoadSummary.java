package dev.levada.cli.replicate;

import dev.levada.faults.replicas.LoadResult;
import dev.levada.faults.replicas.LoadSettings;
import dev.levada.faults.replicas.MemberFault;
import dev.levada.faults.replicas.MemberStrike;
import dev.levada.replication.history.Linearizability;
import dev.levada.replication.history.Linearizability.Verdict;
import dev.levada.replication.history.Seen;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** What came of a load, for people and for scripts. */
record LoadSummary(LoadSettings settings, LoadResult result, Linearizability.Report verdict) {

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("%,d operations in %.1f s: %s"
                .formatted(result.history().size(), result.seconds(), Verdicts.counts(result.history())));
        if (!result.strikes().isEmpty()) {
            lines.add("next write after %s ms in the median, %s ms at worst"
                    .formatted(text(medianMs()), text(worstMs())));
            lines.add("%s, %d times; next write after %s ms; whole again in %s ms"
                    .formatted(
                            settings.fault().map(MemberFault::label).orElse(""),
                            result.strikes().size(),
                            millis(failOvers()),
                            result.strikes().stream()
                                    .map(strike -> String.valueOf(strike.wholeMillis()))
                                    .collect(Collectors.joining(", "))));
        }
        lines.add(Verdicts.line(verdict));
        return lines;
    }

    /** Of those after which a write came; empty if none did. */
    private OptionalLong medianMs() {
        long[] sorted = known().sorted().toArray();
        return sorted.length == 0 ? OptionalLong.empty() : OptionalLong.of(sorted[sorted.length / 2]);
    }

    private OptionalLong worstMs() {
        return known().max();
    }

    private LongStream known() {
        return result.strikes().stream().flatMapToLong(strike -> strike.failOverMillis().stream());
    }

    private static String text(OptionalLong millis) {
        return millis.isPresent() ? String.valueOf(millis.getAsLong()) : "-";
    }

    private static String millis(List<@Nullable Long> times) {
        return times.stream().map(time -> time == null ? "-" : time.toString()).collect(Collectors.joining(", "));
    }

    private List<@Nullable Long> failOvers() {
        List<@Nullable Long> times = new ArrayList<>();
        for (MemberStrike strike : result.strikes()) {
            times.add(
                    strike.failOverMillis().isPresent()
                            ? Long.valueOf(strike.failOverMillis().getAsLong())
                            : null);
        }
        return times;
    }

    Map<String, Object> content() {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("members", settings.members());
        settings.consensus().ifPresent(name -> content.put("consensus", name));
        content.put("clients", settings.clients());
        content.put("keys", settings.keys());
        content.put("seed", settings.seed());
        content.put("fault", settings.fault().map(MemberFault::label).orElse("none"));
        content.put("seconds", result.seconds());
        content.put("operations", result.history().size());
        for (Seen.Status status : Seen.Status.values()) {
            content.put(status.name().toLowerCase(java.util.Locale.ROOT), Verdicts.count(result.history(), status));
        }
        content.put("failOverMs", failOvers());
        medianMs().ifPresent(median -> content.put("failOverMedianMs", median));
        worstMs().ifPresent(worst -> content.put("failOverWorstMs", worst));
        content.put(
                "wholeMs",
                result.strikes().stream().map(MemberStrike::wholeMillis).toList());
        content.put("linearizable", verdict.verdict() == Verdict.LINEARIZABLE);
        content.put("undecided", verdict.verdict() == Verdict.UNDECIDED);
        return content;
    }
}
