package dev.levada.cli.timeline;

import dev.levada.cli.picture.Moments;
import dev.levada.cli.picture.RecoveriesPicture.Section;
import dev.levada.cli.terminal.CommandException;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A report that a job or a measurement has written. */
final class ReportFile {
    private static final long MAX_BYTES = 64L << 20;
    private static final int MAX_RECOVERIES = 60;

    private final Path file;
    private final JsonNode content;

    private ReportFile(Path file, JsonNode content) {
        this.file = file;
        this.content = content;
    }

    /** @throws CommandException if it is not there, or is no report */
    static ReportFile read(Path file) {
        ReportFile report = new ReportFile(file, content(file));
        if (!report.isOfJob() && !report.isOfBench()) {
            throw CommandException.badInput(
                    "'%s' has no recoveries to draw; give the --report of 'levada run' or of 'levada bench recovery'"
                            .formatted(file));
        }
        return report;
    }

    private static JsonNode content(Path file) {
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

    private boolean isOfBench() {
        return content.path("bench").asString("").equals("recovery")
                && content.path("protocols").isArray();
    }

    /** What is to be drawn of it: of a measurement, each protocol by itself. */
    List<Section> sections() {
        List<Section> sections = new ArrayList<>();
        if (isOfJob()) {
            String name = "%s: job %s, %s"
                    .formatted(
                            file.getFileName(),
                            content.path("job").asString("?"),
                            content.path("recovery").asString("?"));
            sections.add(section(name, content.path("recoveries"), ReportedRecovery::ofJob));
        } else {
            for (JsonNode protocol : content.path("protocols")) {
                String name = "%s: %s, %s"
                        .formatted(
                                file.getFileName(),
                                content.path("workload").asString("?"),
                                protocol.path("recovery").asString("?"));
                sections.add(section(name, protocol.path("runs"), ReportedRecovery::ofKill));
            }
        }
        return sections;
    }

    private interface Reading {
        ReportedRecovery of(int number, JsonNode node);
    }

    private static Section section(String name, JsonNode all, Reading reading) {
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
