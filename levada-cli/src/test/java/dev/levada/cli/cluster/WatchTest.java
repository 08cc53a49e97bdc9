package dev.levada.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.node.cluster.Cluster;
import dev.levada.node.cluster.ClusterStatus;
import dev.levada.node.cluster.FaultCommand;
import dev.levada.node.cluster.Submission;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the processes of a cluster tell those who watch them. */
@Timeout(180)
final class WatchTest {
    private static final Path DOCUMENTED = Path.of("..", "docs", "operations.md");
    private static final Pattern TYPE = Pattern.compile("# TYPE (\\S+) \\S+");
    private static final Pattern NAME_IN_TABLE =
            Pattern.compile("^\\| `((?:jvm|levada|process|system)_[a-z0-9_]+)`", Pattern.MULTILINE);

    @TempDir
    Path directory;

    @Test
    void eachProcessTellsItsHealthItsMetricsAndWhatEachLineIsAbout() throws Exception {
        try (RunningCluster cluster = RunningCluster.start(directory, "one")) {
            Cluster client = cluster.client();
            String job = client.submit(new Submission(
                    List.of(
                            "flood",
                            "--workers",
                            "replicas",
                            "--parallelism",
                            "1",
                            "--recovery",
                            "at-least-once-snapshot",
                            "--epoch",
                            "100"),
                    directory.toString(),
                    Optional.empty()));
            List<ClusterStatus.Worker> workers = cluster.awaitWorkers(job, 2);
            String token = Door.token(cluster, "metrics");
            List<String> doors = new ArrayList<>(List.of(cluster.address()));
            client.status().agents().forEach(agent -> doors.add(agent.address()));
            workers.forEach(worker -> doors.add(worker.address().orElseThrow()));
            assertThat(doors).hasSize(4).doesNotHaveDuplicates();

            for (String door : doors) {
                assertThat(Door.get(door, "/healthz", null).statusCode())
                        .as(door)
                        .isEqualTo(200);
                String reader = door.equals(cluster.address()) ? Door.token(cluster, "read") : null;
                RunningCluster.until(() -> Door.get(door, "/readyz", reader).statusCode() == 200);
                assertThat(Door.get(door, "/metrics", null).statusCode())
                        .as(door)
                        .isEqualTo(401);
                assertThat(Door.get(door, "/metrics", "x".repeat(64)).statusCode())
                        .as(door)
                        .isEqualTo(401);
                assertThat(Door.get(door, "/metrics", token).statusCode())
                        .as(door)
                        .isEqualTo(200);
            }

            client.fault(job, new FaultCommand.Crash(dev.levada.core.plan.TaskId.parse("counts#0")));
            RunningCluster.until(() -> Door.metric(scrape(doors.get(0), token), "levada_recoveries_total") >= 1);
            cluster.awaitEpochs(job, 2);
            List<String> now = new ArrayList<>(doors.subList(0, 2));
            cluster.awaitWorkers(job, 2)
                    .forEach(worker -> now.add(worker.address().orElseThrow()));
            RunningCluster.until(() -> sum(now, token, "levada_remote_records_total") > 0
                    && sum(now, token, "levada_records_in_total") > 0);
            assertThat(Door.metric(scrape(now.get(0), token), "levada_epochs_completed_total{job=\"" + job + "\"}"))
                    .isGreaterThanOrEqualTo(2);
            assertThat(Door.metric(scrape(now.get(0), token), "levada_epoch_duration_seconds_count"))
                    .isGreaterThanOrEqualTo(2);
            assertEachIsDocumented(now, token);
            client.cancel(job);
            cluster.awaitEnd(job);

            assertLines(Files.readAllLines(cluster.log("coordinator")), "job", "task");
            assertLines(Files.readAllLines(cluster.log("one")), "job", "worker");
            assertLines(
                    client.logs(job, Optional.of(workers.get(0).id()), 1_000).stream()
                            .map(line -> line.substring(line.indexOf(": ") + 2))
                            .toList(),
                    "job",
                    "worker",
                    "task",
                    "attempt");
        }
    }

    private static String scrape(String door, String token) {
        return Door.get(door, "/metrics", token).body();
    }

    private static double sum(List<String> doors, String token, String series) {
        return doors.stream()
                .mapToDouble(door -> Door.metric(scrape(door, token), series))
                .sum();
    }

    private static void assertEachIsDocumented(List<String> doors, String token) throws IOException {
        Set<String> shown = new TreeSet<>();
        doors.forEach(door -> shown.addAll(names(TYPE, scrape(door, token))));
        Set<String> documented = names(NAME_IN_TABLE, Files.readString(DOCUMENTED));
        shown.removeIf(name -> name.startsWith("jvm_gc_")); // which of them there are depends on the collector
        documented.removeIf(name -> name.startsWith("jvm_gc_"));
        documented.remove("levada_watermark_lag_millis"); // this job has no event time
        documented.removeIf(name -> name.startsWith("levada_member_")); // see CoordinatorMembersTest
        assertThat(shown).isEqualTo(documented);
    }

    /** The names in the documentation that begin so. */
    static Set<String> documented(String beginning) throws IOException {
        Set<String> documented = names(NAME_IN_TABLE, Files.readString(DOCUMENTED));
        documented.removeIf(name -> !name.startsWith(beginning));
        return documented;
    }

    /** The names of what is shown that begin so. */
    static Set<String> shown(String scraped, String beginning) {
        Set<String> shown = names(TYPE, scraped);
        shown.removeIf(name -> !name.startsWith(beginning));
        return shown;
    }

    private static Set<String> names(Pattern pattern, String text) {
        Set<String> names = new TreeSet<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }

    /** Each line is an object, and one at least has all of these. */
    private static void assertLines(List<String> lines, String... keys) {
        List<JsonNode> all = lines.stream().map(JsonMapper.shared()::readTree).toList();
        assertThat(all).allMatch(line -> line.has("time") && line.has("level") && line.has("message"));
        assertThat(all)
                .as("lines with %s of %s", List.of(keys), lines)
                .anyMatch(line -> List.of(keys).stream().allMatch(line::has));
    }
}
