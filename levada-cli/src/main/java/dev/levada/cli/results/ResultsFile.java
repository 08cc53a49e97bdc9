package dev.levada.cli.results;

import dev.levada.bench.result.Configuration;
import dev.levada.bench.result.Environment;
import dev.levada.bench.result.Figure;
import dev.levada.bench.result.Results;
import dev.levada.bench.result.Run;
import dev.levada.bench.result.Slice;
import dev.levada.cli.terminal.CommandException;
import dev.levada.cli.timeline.ReportFile;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Results that were written before, as {@link ResultsContent} writes them. What is not known here is left out, so that
 * reports of other versions can be read.
 *
 * @param content all of the file, also what is only of this measurement
 */
public record ResultsFile(Path path, JsonNode content, Results results) {

    /** @throws CommandException if it is not there, or holds no results */
    public static ResultsFile read(Path path) {
        JsonNode content = ReportFile.content(path);
        if (!content.path(ResultsContent.CONFIGURATIONS).isArray()) {
            throw noResults(path, "it has no '%s'".formatted(ResultsContent.CONFIGURATIONS));
        }
        try {
            return new ResultsFile(path, content, results(content));
        } catch (DateTimeException e) {
            throw noResults(path, "'%s' is no time".formatted(ResultsContent.AT));
        }
    }

    private static CommandException noResults(Path path, String why) {
        return CommandException.badInput(
                "report '%s' holds no results of measurements: %s; give one that 'levada bench ... --report' has written"
                        .formatted(path, why));
    }

    static Results results(JsonNode content) {
        return new Results(
                content.path(ResultsContent.BENCH).asString("?"),
                Instant.parse(content.path(ResultsContent.AT).asString("")),
                environment(content.path(ResultsContent.ENVIRONMENT)),
                words(content.path(ResultsContent.SETTINGS)),
                words(content.path(ResultsContent.BASELINE)),
                each(content.path(ResultsContent.CONFIGURATIONS), ResultsFile::configuration));
    }

    private static Environment environment(JsonNode node) {
        return new Environment(
                node.path(ResultsContent.MACHINE).asString("?"),
                node.path(ResultsContent.CORES).asInt(0),
                node.path(ResultsContent.MEMORY).asLong(0),
                node.path(ResultsContent.SYSTEM).asString("?"),
                node.path(ResultsContent.JAVA).asString("?"),
                each(node.path(ResultsContent.FLAGS), flag -> flag.asString("")),
                node.path(ResultsContent.LOAD).asDouble(-1),
                node.path(ResultsContent.LEVADA).asString("?"));
    }

    private static Configuration configuration(JsonNode node) {
        return new Configuration(
                words(node.path(ResultsContent.OF)), each(node.path(ResultsContent.RUNS), ResultsFile::run));
    }

    private static Run run(JsonNode node) {
        Map<Figure, Double> figures = new EnumMap<>(Figure.class);
        node.path(ResultsContent.FIGURES)
                .properties()
                .forEach(entry -> Figure.find(entry.getKey())
                        .filter(any -> entry.getValue().isNumber())
                        .ifPresent(
                                figure -> figures.put(figure, entry.getValue().asDouble())));
        JsonNode at = node.path(ResultsContent.FAULT_AT);
        return new Run(
                node.path(ResultsContent.EXACT).asBoolean(false),
                figures,
                each(node.path(ResultsContent.SLICES), ResultsFile::slice),
                at.isNumber() ? OptionalDouble.of(at.asDouble()) : OptionalDouble.empty(),
                each(
                        node.path(ResultsContent.RECOVERIES),
                        each -> JsonMapper.shared()
                                .convertValue(each, new TypeReference<LinkedHashMap<String, Object>>() {})),
                node.path(ResultsContent.NOTE).asString(""));
    }

    private static Slice slice(JsonNode node) {
        return new Slice(
                node.path(ResultsContent.SECOND).asDouble(0),
                node.path(ResultsContent.COUNT).asLong(0),
                node.path(ResultsContent.P50).asDouble(0),
                node.path(ResultsContent.P99).asDouble(0),
                node.path(ResultsContent.MAX).asDouble(0));
    }

    private static <T> List<T> each(JsonNode all, Function<JsonNode, T> reading) {
        List<T> read = new ArrayList<>();
        all.values().forEach(node -> read.add(reading.apply(node)));
        return read;
    }

    private static Map<String, String> words(JsonNode node) {
        Map<String, String> words = new LinkedHashMap<>();
        node.properties()
                .forEach(entry -> words.put(entry.getKey(), entry.getValue().asString("")));
        return words;
    }
}
