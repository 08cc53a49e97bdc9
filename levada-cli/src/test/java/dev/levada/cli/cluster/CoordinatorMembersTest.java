package dev.levada.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.node.cluster.Cluster;
import dev.levada.node.cluster.Submission;
import dev.levada.node.job.JobState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A coordinator of three members: the one that coordinates is killed, and stands still, while a job runs. */
@Timeout(300)
final class CoordinatorMembersTest {
    private static final int LINES = 6_000;

    @TempDir
    Path directory;

    private List<String> input() throws IOException {
        List<String> lines = IntStream.range(0, LINES)
                .mapToObj(i -> "w%d w%d w%d".formatted(i % 7, i % 31, i % 113))
                .toList();
        Files.write(directory.resolve("in.txt"), lines);
        return lines;
    }

    private static Map<String, Long> counted(List<String> lines) {
        return lines.stream()
                .flatMap(line -> Stream.of(line.split(" ", -1)))
                .collect(Collectors.groupingBy(
                        word -> word.toUpperCase(Locale.ROOT), TreeMap::new, Collectors.counting()));
    }

    /** What the job has written, which has each word once. */
    private Map<String, Long> written() throws IOException {
        try (Stream<String> lines = Files.lines(directory.resolve("out.txt"))) {
            return lines.map(line -> line.split(", ", -1))
                    .collect(Collectors.toMap(
                            words -> words[0],
                            words -> Long.parseLong(words[1]),
                            (one, other) -> {
                                throw new AssertionError("a word was written twice: %d and %d".formatted(one, other));
                            },
                            TreeMap::new));
        }
    }

    @Test
    void whoeverCoordinatesMayDieOrStandStill() throws Exception {
        List<String> lines = input();
        try (RunningCluster cluster = RunningCluster.startWithMembers(directory, 3, "one", "two")) {
            Cluster client = cluster.client();
            String job = client.submit(new Submission(
                    List.of(
                            "wordcount",
                            "--input",
                            "in.txt",
                            "--output",
                            "out.txt",
                            "--guarantee",
                            "exactly-once",
                            "--recovery",
                            "pessimistic",
                            "--epoch",
                            "200",
                            "--workers",
                            "2",
                            "--parallelism",
                            "2"),
                    directory.toString(),
                    Optional.empty()));
            cluster.client().interval(job, "source", Duration.ofMillis(10)); // also under who coordinates later
            cluster.awaitEpochs(job, 1);

            int first = cluster.reigning();
            assertMembersTellHowTheyAre(cluster, first);
            cluster.kill("r" + first);
            int second = awaitOther(cluster, first);
            assertGoesOn(cluster, job);
            cluster.startMember(first);

            RunningCluster.signal("STOP", cluster.process("r" + second).pid());
            int third = awaitOther(cluster, second);
            assertGoesOn(cluster, job);
            RunningCluster.signal("CONT", cluster.process("r" + second).pid());
            assertGoesOn(cluster, job);
            assertThat(cluster.reigning()).isEqualTo(third);

            cluster.client().interval(job, "source", Duration.ZERO);
            cluster.awaitEnd(job);
            assertThat(cluster.job(job).report().state()).isEqualTo(JobState.FINISHED);
            assertThat(written()).isEqualTo(counted(lines));
        }
    }

    private static void assertMembersTellHowTheyAre(RunningCluster cluster, int leader) throws IOException {
        String token = Door.token(cluster, "metrics");
        for (int member = 1; member <= 3; member++) {
            String door = cluster.watched(member);
            String labels = "{member=\"r%d\"}".formatted(member);
            assertThat(Door.get(door, "/metrics", null).statusCode()).isEqualTo(401);
            assertThat(Door.get(door, "/readyz", null).statusCode()).isEqualTo(200);
            String scraped = Door.get(door, "/metrics", token).body();
            assertThat(WatchTest.shown(scraped, "levada_member_")).isEqualTo(WatchTest.documented("levada_member_"));
            assertThat(Door.metric(scraped, "levada_member_leads" + labels)).isEqualTo(member == leader ? 1 : 0);
            for (String positive :
                    List.of("term", "leader_changes_total", "committed_index", "log_bytes", "disk_free_bytes")) {
                assertThat(Door.metric(scraped, "levada_member_" + positive + labels))
                        .as(positive)
                        .isPositive();
            }
            assertThat(Door.metric(scraped, "levada_member_command_duration_seconds_count") > 0)
                    .isEqualTo(member == leader);
        }
    }

    private static int awaitOther(RunningCluster cluster, int before) {
        RunningCluster.until(() -> cluster.reigning() != before);
        return cluster.reigning();
    }

    private static void assertGoesOn(RunningCluster cluster, String job) {
        RunningCluster.until(() -> cluster.job(job).tasks().size() == 6);
        assertThat(cluster.job(job).report().state()).isEqualTo(JobState.RUNNING);
        cluster.awaitWorkers(job, 2);
        cluster.awaitEpochs(job, 1);
    }
}
