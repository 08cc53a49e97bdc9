package dev.levada.cli.lint;

import dev.levada.lint.Finding;
import dev.levada.lint.LintReport;
import java.util.LinkedHashMap;
import java.util.Map;

/** Findings as scripts read them. The names of its fields are a contract. */
final class LintContent {

    private LintContent() {}

    static Map<String, Object> of(String subject, LintReport report) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("subject", subject);
        content.put("errors", report.errors().size());
        content.put("warnings", report.warnings().size());
        content.put(
                "findings", report.findings().stream().map(LintContent::finding).toList());
        content.put("trusted", report.trusted());
        content.put("unseen", report.unseen());
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
