package dev.levada.lint;

import java.util.List;

/**
 * What the lint found.
 *
 * @param findings errors first, then by file and line
 * @param trusted the places that the author vouches for, with the reason given: they were not looked at
 * @param unseen what could not be looked at, a sentence each
 */
public record LintReport(List<Finding> findings, List<String> trusted, List<String> unseen) {

    public LintReport {
        findings = List.copyOf(findings);
        trusted = List.copyOf(trusted);
        unseen = List.copyOf(unseen);
    }

    /** What surely differs in a replay. */
    public List<Finding> errors() {
        return of(Finding.Severity.ERROR);
    }

    /** What may differ in a replay. */
    public List<Finding> warnings() {
        return of(Finding.Severity.WARNING);
    }

    private List<Finding> of(Finding.Severity severity) {
        return findings.stream()
                .filter(finding -> finding.severity() == severity)
                .toList();
    }
}
