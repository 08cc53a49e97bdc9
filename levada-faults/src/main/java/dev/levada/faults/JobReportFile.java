package dev.levada.faults;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a job says about itself. */
final class JobReportFile {

    private JobReportFile() {}

    /** Milliseconds from each failure until all tasks ran again; none if there is no report. */
    static List<Double> recoveries(Path file) {
        List<Double> recoveries = new ArrayList<>();
        if (Files.exists(file)) {
            JsonNode report = JsonMapper.shared().readTree(file);
            for (JsonNode each : report.path("recoveries")) {
                recoveries.add(each.path("online").asDouble());
            }
        }
        return recoveries;
    }
}
