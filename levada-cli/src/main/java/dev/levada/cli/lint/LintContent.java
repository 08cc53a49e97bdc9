package dev.levada.cli.lint;

import dev.levada.lint.Finding;
import dev.levada.lint.LintReport;
import dev.levada.testkit.Sanitizer;
import dev.levada.testkit.sanitizer.Difference;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Findings as scripts read them. The names of its fields are a contract. */
final class LintContent {

    private LintContent() {}

    /** @param result of running the operators, if they were */
    static Map<String, Object> of(String subject, LintReport report, Optional<Sanitizer.Result> result) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("subject", subject);
        content.put("errors", report.errors().size());
        content.put("warnings", report.warnings().size());
        content.put(
                "findings", report.findings().stream().map(LintContent::finding).toList());
        content.put("trusted", report.trusted());
        content.put("unseen", report.unseen());
        result.ifPresent(ran -> {
            content.put("records", ran.records());
            content.put(
                    "differences",
                    ran.differences().stream().map(LintContent::difference).toList());
        });
        return content;
    }

    private static Map<String, Object> difference(Difference difference) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("operator", difference.operator());
        content.put("run", difference.run().name().toLowerCase(Locale.ROOT));
        content.put("record", difference.record());
        content.put("subject", difference.subject());
        content.put("first", difference.first());
        content.put("again", difference.again());
        return content;
    }

    private static Map<String, Object> finding(Finding finding) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("severity", finding.severity().label());
        content.put("hazard", finding.hazard().label());
        content.put("operators", finding.operators());
        content.put("file", finding.file());
        content.put("line", finding.line());
        content.put("class", finding.className());
        content.put("method", finding.method());
        content.put("deed", finding.deed());
        content.put("reason", finding.hazard().reason());
        content.put("instead", finding.hazard().instead());
        return content;
    }
}
