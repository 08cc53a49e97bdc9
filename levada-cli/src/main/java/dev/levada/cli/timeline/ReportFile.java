package dev.levada.cli.timeline;

import dev.levada.bench.result.Results;
import dev.levada.cli.picture.Moments;
import dev.levada.cli.picture.RecoveriesPicture.Section;
import dev.levada.cli.terminal.CommandException;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A report that a job or a measurement has written. */
public final class ReportFile {
    private static final long MAX_BYTES = 64L << 20;
    private static final int MAX_RECOVERIES = 60;

    private final String name;
    private final JsonNode content;

    private ReportFile(String name, JsonNode content) {
        this.name = name;
        this.content = content;
    }

    /** @throws CommandException if it is not there, or is no report */
    static ReportFile read(Path file) {
        ReportFile report = new ReportFile(String.valueOf(file.getFileName()), content(file));
        if (!report.isOfJob() && !report.isOfKills() && !report.isOfConfigurations()) {
            throw CommandException.badInput(
                    "'%s' has no recoveries to draw; give the --report of 'levada run', of 'levada bench recovery' or of 'levada bench matrix'"
                            .formatted(file));
        }
        return report;
    }

    /**
     * The recoveries in a report, if it has any.
     *
     * @param name of the report, for people; may be empty
     */
    public static List<Section> sections(String name, JsonNode content) {
        return new ReportFile(name, content).sections();
    }

    /**
     * What a file of JSON holds.
     *
     * @throws CommandException if it is not there, or is no JSON
     */
    public static JsonNode content(Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw CommandException.badInput("report '%s' has %d bytes, and no report has more than %d"
                        .formatted(file, Files.size(file), MAX_BYTES));
            }
            return JsonMapper.shared().readTree(Files.readString(file));
        } catch (NoSuchFileException e) {
            throw CommandException.badInput(
                    "there is no report '%s'; have one written by --report FILE".formatted(file), e);
        } catch (MalformedInputException e) {
            throw CommandException.badInput("report '%s' is no text; give one written by --report".formatted(file), e);
        } catch (IOException e) {
            throw CommandException.badInput("report '%s' cannot be read: %s".formatted(file, e.getMessage()), e);
        } catch (JacksonException e) {
            TokenStreamLocation at = e.getLocation();
            throw CommandException.badInput(
                    "%s:%d:%d: this is no JSON: %s; give a report written by --report"
                            .formatted(file, at.getLineNr(), at.getColumnNr(), e.getOriginalMessage()),
                    e);
        }
    }

    private boolean isOfJob() {
        return content.path("recoveries").isArray();
    }

    private boolean isOfKills() {
        return content.path("bench").asString("").equals("recovery")
                && content.path("protocols").isArray();
    }

    private boolean isOfConfigurations() {
        return content.path("configurations").values().stream()
                .flatMap(each -> each.path("runs").values().stream())
                .anyMatch(run -> run.path("recoveries").isArray());
    }

    /** What is to be drawn of it: of a measurement, each protocol or configuration by itself. */
    List<Section> sections() {
        List<Section> sections = new ArrayList<>();
        if (isOfJob()) {
            String job = "job %s, %s"
                    .formatted(
                            content.path("job").asString("?"),
                            content.path("recovery").asString("?"));
            sections.add(section(named(job), content.path("recoveries").values(), ReportedRecovery::ofJob));
        } else if (isOfKills()) {
            for (JsonNode protocol : content.path("protocols")) {
                String measured = "%s, %s"
                        .formatted(
                                content.path("workload").asString("?"),
                                protocol.path("recovery").asString("?"));
                sections.add(section(named(measured), protocol.path("runs").values(), ReportedRecovery::ofKill));
            }
        } else {
            for (JsonNode configuration : content.path("configurations")) {
                ofConfiguration(configuration).ifPresent(sections::add);
            }
        }
        return sections;
    }

    private Optional<Section> ofConfiguration(JsonNode configuration) {
        List<JsonNode> recoveries = configuration.path("runs").values().stream()
                .flatMap(run -> run.path("recoveries").values().stream())
                .toList();
        String of = configuration.path("of").properties().stream()
                .map(each -> Results.spoken(each.getKey(), each.getValue().asString("")))
                .collect(Collectors.joining(", "));
        return recoveries.isEmpty()
                ? Optional.empty()
                : Optional.of(section(named(of), recoveries, ReportedRecovery::ofJob));
    }

    private String named(String what) {
        return name.isEmpty() ? what : name + ": " + what;
    }

    private interface Reading {
        ReportedRecovery of(int number, JsonNode node);
    }

    private static Section section(String name, Collection<JsonNode> all, Reading reading) {
        List<Moments> recoveries = new ArrayList<>();
        for (JsonNode each : all) {
            if (recoveries.size() < MAX_RECOVERIES) {
                recoveries.add(reading.of(recoveries.size() + 1, each).moments());
            }
        }
        String shown = all.isEmpty()
                ? ", no failure was mended"
                : all.size() > MAX_RECOVERIES ? ", the first %d of %d".formatted(MAX_RECOVERIES, all.size()) : "";
        return new Section(name + shown, recoveries);
    }
}
