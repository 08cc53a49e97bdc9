package dev.levada.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.Sinks;
import dev.levada.api.Sources;
import dev.levada.api.Topology;
import dev.levada.api.annotation.Sink;
import dev.levada.api.annotation.Source;
import dev.levada.api.annotation.Stage;
import dev.levada.api.annotation.ToStream;
import dev.levada.lint.Finding.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LintTest {
    private static final String MARK = "// lint: ";

    @Test
    void findsEachMarkedLineAndNoOther() throws IOException {
        LintReport report = Lint.check(Sins.topology().graph());

        assertThat(report.findings().stream()
                        .map(finding -> "%d %s %s"
                                .formatted(
                                        finding.line(),
                                        finding.severity().label(),
                                        finding.hazard().label())))
                .containsExactlyInAnyOrderElementsOf(marked(Path.of("src/test/java/dev/levada/lint/Sins.java")));
        assertThat(report.findings())
                .allSatisfy(finding -> assertThat(finding.file()).isEqualTo("dev/levada/lint/Sins.java"));
        assertThat(report.unseen()).isEmpty();
    }

    private static List<String> marked(Path source) throws IOException {
        List<String> marked = new ArrayList<>();
        List<String> lines = Files.readAllLines(source);
        for (int i = 0; i < lines.size(); i++) {
            int number = i + 1;
            int mark = lines.get(i).indexOf(MARK);
            if (mark >= 0) {
                Arrays.stream(lines.get(i).substring(mark + MARK.length()).split(", "))
                        .forEach(each -> marked.add(number + " " + each));
            }
        }
        return marked;
    }

    @Test
    void saysWhereWhatWhyAndWhatToDo() {
        Finding drawn = Lint.check(Sins.topology().graph()).errors().stream()
                .filter(finding -> finding.hazard() == Hazard.UUID)
                .findFirst()
                .orElseThrow();

        assertThat(drawn)
                .hasToString(
                        "dev/levada/lint/Sins.java:%d: error: dev.levada.lint.Sins.topology (a lambda) calls UUID.randomUUID()"
                                        .formatted(drawn.line())
                                + " (operator 'spread'): a replay draws another one; use context.uuid()");
    }

    @Test
    void reportsWhatItTakesOnTrust() {
        assertThat(Lint.check(Sins.topology().graph()).trusted())
                .containsExactly(
                        "dev.levada.lint.Sins$Sinner.CACHE: only a cache of a function of its key",
                        "dev.levada.lint.Sins$Sinner.vouchedFor: reads a constant of the host",
                        "dev.levada.lint.Sins$Trusted: the file belongs to the job and never changes");
    }

    @Test
    void namesAllOperatorsThatGetToAPlace() {
        Topology topology = Topology.named("two");
        topology.from(Sources.of("a"))
                .map(LintTest::stamped)
                .named("one")
                .map(LintTest::stamped)
                .named("other")
                .to(Sinks.stdout());

        LintReport report = Lint.check(topology.graph());

        assertThat(report.findings()).hasSize(1);
        assertThat(report.findings().get(0).operators()).containsExactly("one", "other");
        assertThat(report.findings().get(0).severity()).isEqualTo(Severity.ERROR);
    }

    private static String stamped(String text) {
        return text + System.nanoTime();
    }

    @Test
    void readsTheStagesOfAnnotatedClasses() {
        LintReport report = Lint.check(Topology.of(new Annotated()).graph());

        assertThat(report.findings())
                .extracting(Finding::method, Finding::hazard)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("stamp", Hazard.CLOCK));
    }

    /** Its source and sink may do what they like. */
    @ToStream("annotated")
    static final class Annotated {
        @Source
        Iterator<String> lines() {
            return List.of("" + System.nanoTime()).iterator();
        }

        @Stage(order = 1)
        String stamp(String line) {
            return line + System.currentTimeMillis();
        }

        @Sink
        void write(String line) {
            System.out.println(line + System.nanoTime());
        }
    }
}
