package dev.levada.cli.bench;

import dev.levada.bench.result.Comparison;
import dev.levada.bench.result.Comparison.Line;
import dev.levada.bench.result.Comparison.Word;
import dev.levada.bench.result.Figure;
import dev.levada.cli.results.ResultsFile;
import dev.levada.cli.terminal.CommandException;
import dev.levada.cli.terminal.ExitCode;
import dev.levada.cli.terminal.JsonFile;
import dev.levada.cli.terminal.Table;
import dev.levada.cli.terminal.Terminal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** See its description. */
@Command(
        name = "compare",
        customSynopsis = "levada bench compare BEFORE AFTER [OPTIONS]",
        descriptionHeading = "%n",
        description = {
            "Compare two reports, configuration by configuration and figure by figure, and say which differences are more"
                    + " than noise: those that runs of the same thing would show in one of twenty cases at most, by the"
                    + " rank-sum test over single runs. That needs four runs of each; with fewer nothing is said.",
            "RATIO is that of the medians, after to before, and behind it the range of nine in ten of the ratios of single"
                    + " runs. Lines with '/ baseline' compare what a configuration had against its baseline in the same"
                    + " round: how fast the machine was that day is not in them.",
            "Of as many lines as there are, one in twenty would pass by chance: measure again what surprises you."
        },
        parameterListHeading = "%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  levada bench overhead --runs 6 --report before.json",
            "  levada bench compare before.json after.json",
            "  levada bench compare before.json after.json --figure perCoreSecond --fail-below 0.95"
        })
final class CompareCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "BEFORE", description = "What --report of 'levada bench' has written.")
    private Path before = Path.of("");

    @Parameters(index = "1", paramLabel = "AFTER", description = "Another one, of the same measurement.")
    private Path after = Path.of("");

    @Option(
            names = "--figure",
            paramLabel = "NAME",
            split = ",",
            description =
                    "Which figures, such as perCoreSecond or p99Ms; all that can be better or worse, if not given.")
    private List<String> names = new ArrayList<>();

    @Option(
            names = "--fail-below",
            paramLabel = "RATIO",
            description =
                    "Exit with 1 if any of the lines is worse than this ratio, such as 0.95, and that is more than"
                            + " noise, or there are too few runs to tell. Of what is better when it is less, the inverse of"
                            + " the ratio counts. Nothing that could be compared is a failure, too.")
    private @Nullable Double failBelow;

    @Option(names = "--report", paramLabel = "FILE", description = "Write the comparison as JSON.")
    private @Nullable Path report;

    CompareCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (failBelow != null && !(failBelow > 0)) {
            throw CommandException.badInput("--fail-below %s: a ratio above 0 was expected".formatted(failBelow));
        }
        Set<Figure> figures = figures();
        Optional<JsonFile> file = Optional.ofNullable(report).map(JsonFile::at);
        Comparison comparison = Comparison.of(
                ResultsFile.read(before).results(), ResultsFile.read(after).results(), figures);
        file.ifPresent(json -> json.write(content(comparison)));
        tell(comparison);
        return (passes(comparison) ? ExitCode.DONE : ExitCode.FAILED).code();
    }

    private Set<Figure> figures() {
        Set<Figure> figures = EnumSet.noneOf(Figure.class);
        for (String name : names) {
            figures.add(Figure.find(name)
                    .filter(figure -> figure.better() != Figure.Better.UNSAID)
                    .orElseThrow(() -> CommandException.badInput("--figure %s: there are %s"
                            .formatted(
                                    name,
                                    Arrays.stream(Figure.values())
                                            .filter(figure -> figure.better() != Figure.Better.UNSAID)
                                            .map(Figure::label)
                                            .collect(Collectors.joining(", "))))));
        }
        return figures;
    }

    private boolean passes(Comparison comparison) {
        return failBelow == null
                || (!comparison.lines().isEmpty()
                        && comparison.lines().stream().noneMatch(line -> fails(line, failBelow)));
    }

    private static boolean fails(Line line, double below) {
        return line.gain() < below && line.word() != Word.NOISE;
    }

    private void tell(Comparison comparison) {
        comparison.doubts().forEach(doubt -> terminal.err().println("levada: " + doubt));
        Table table = new Table("CONFIGURATION", "FIGURE", "BEFORE", "AFTER", "RUNS", "RATIO", "VERDICT");
        comparison.lines().forEach(line -> table.row(row(line)));
        table.lines().forEach(terminal.out()::println);
        tellOnly("before", comparison.onlyBefore());
        tellOnly("after", comparison.onlyAfter());
        long told = comparison.lines().stream()
                .filter(line -> line.word() == Word.BETTER || line.word() == Word.WORSE)
                .count();
        long few = comparison.lines().stream()
                .filter(line -> line.word() == Word.FEW)
                .count();
        terminal.out()
                .println("%d lines: %d differ by more than noise, %d have too few runs to tell"
                        .formatted(comparison.lines().size(), told, few));
        if (failBelow != null) {
            comparison.lines().stream()
                    .filter(line -> fails(line, failBelow))
                    .forEach(line -> terminal.out()
                            .println("below %s: %s, %s".formatted(failBelow, line.configuration(), figure(line))));
        }
    }

    private void tellOnly(String which, List<String> labels) {
        if (!labels.isEmpty()) {
            terminal.out().println("only %s: %s".formatted(which, String.join("; ", labels)));
        }
    }

    private static Object[] row(Line line) {
        return new Object[] {
            line.configuration(),
            figure(line),
            number(line.before().median()),
            number(line.after().median()),
            "%d, %d".formatted(line.before().count(), line.after().count()),
            "%.3f (%.3f to %.3f)".formatted(line.ratio(), line.least(), line.most()),
            switch (line.word()) {
                case BETTER -> "better (%s)".formatted(chance(line));
                case WORSE -> "WORSE (%s)".formatted(chance(line));
                case NOISE -> "noise (%s)".formatted(chance(line));
                case FEW -> "too few runs";
            }
        };
    }

    private static String figure(Line line) {
        return line.figure().label() + (line.relative() ? " / baseline" : "");
    }

    private static String chance(Line line) {
        return String.format(Locale.ROOT, "p %.3f", line.chance());
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, Math.abs(value) >= 100 ? "%,.0f" : "%.3f", value);
    }

    private static Map<String, Object> content(Comparison comparison) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("doubts", comparison.doubts());
        content.put("onlyBefore", comparison.onlyBefore());
        content.put("onlyAfter", comparison.onlyAfter());
        content.put(
                "lines",
                comparison.lines().stream().map(CompareCommand::content).toList());
        return content;
    }

    private static Map<String, Object> content(Line line) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("configuration", line.configuration());
        content.put("figure", line.figure().label());
        content.put("againstBaseline", line.relative());
        content.put("before", line.before().median());
        content.put("after", line.after().median());
        content.put("runsBefore", line.before().count());
        content.put("runsAfter", line.after().count());
        content.put("ratio", line.ratio());
        content.put("ratio05", line.least());
        content.put("ratio95", line.most());
        content.put("chance", line.chance());
        content.put("verdict", line.word().name().toLowerCase(Locale.ROOT));
        return content;
    }
}
