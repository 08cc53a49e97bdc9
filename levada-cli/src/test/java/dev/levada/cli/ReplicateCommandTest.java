package dev.levada.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.replication.FreePorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@DisabledOnOs(OS.WINDOWS)
@Timeout(180)
final class ReplicateCommandTest {
    @TempDir
    Path directory;

    @Test
    void whatClientsSawWhileALeaderIsKilledIsWrittenAndJudged() throws IOException {
        Path history = directory.resolve("h.jsonl");
        Path report = directory.resolve("r.json");

        Outcome outcome = Outcome.of(
                "replicate",
                "load",
                "--operations",
                600,
                "--clients",
                4,
                "--keys",
                4,
                "--fault",
                "kill-leader",
                "--faults",
                1,
                "--timings",
                "fast",
                "--history",
                history,
                "--report",
                report);

        assertThat(outcome.out()).contains("600 operations", "kill-leader, 1 times", "\nlinearizable");
        assertThat(outcome.err()).contains("next write after");
        assertThat(outcome.code()).isZero();
        assertThat(Files.readAllLines(history)).hasSize(600);
        JsonNode summary = JsonMapper.shared().readTree(report);
        assertThat(summary.path("failOverMs").size()).isEqualTo(1);
        assertThat(summary.path("failOverMedianMs").asLong())
                .isPositive()
                .isEqualTo(summary.path("failOverWorstMs").asLong());
        assertThat(summary.path("linearizable").asBoolean()).isTrue();

        Outcome judged = Outcome.of("replicate", "check", history);
        assertThat(judged.out()).contains("600 operations on 4 keys", "linearizable");
        assertThat(judged.code()).isZero();
    }

    @Test
    void theLibraryIsMeasuredAgainstWhatItStandsOn() {
        Path report = directory.resolve("raw.json");

        Outcome outcome = Outcome.of(
                "replicate",
                "bench",
                "--raw",
                "--operations",
                200,
                "--in-flight",
                "4,16",
                "--runs",
                1,
                "--report",
                report);

        assertThat(outcome.out().lines())
                .hasSize(14)
                .anyMatch(line -> line.matches("by hand +16 .* 1\\.00 +0"))
                .anyMatch(line -> line.matches("own client +16 .* 0"))
                .anyMatch(line -> line.matches("remote +16 .* 0"))
                .anyMatch(line -> line.matches("3 idle members: 0\\.\\d{3} cores"))
                .anyMatch(line -> line.startsWith("queries"));
        assertThat(outcome.code()).isZero();
        JsonNode measured = JsonMapper.shared().readTree(report).path("measured");
        assertThat(measured.size()).isEqualTo(12);
        assertThat(measured.path(2).path("ratio").asDouble()).isPositive();
        assertThat(Outcome.of("replicate", "bench", "--raw", "--in-flight", 2_000)
                        .err())
                .contains("1 to 1024 of these in flight");
    }

    @Test
    void thePublishedComparisonIsRepeated() throws IOException {
        Path report = directory.resolve("services.json");
        Path output = directory.resolve("bench");
        List<Integer> ports = FreePorts.take(1);

        Outcome outcome = Outcome.of(
                "replicate",
                "bench",
                "--services",
                "plain,by-hand,library",
                "--clients",
                2,
                "--pause",
                50,
                "--faults",
                "kill-leader",
                "--seconds",
                5,
                "--warm-up",
                0,
                "--timings",
                "fast",
                "--first-port",
                ports.get(0),
                "--output",
                output,
                "--report",
                report);

        assertThat(outcome.err()).contains("library, 2c3r-kill-leader: ");
        assertThat(outcome.code()).isZero();
        assertThat(outcome.out().lines())
                .anyMatch(line -> line.matches("plain +- +2 +50 .* 0"))
                .anyMatch(line -> line.matches("by-hand +2c3r-kill-leader +m\\d .*"))
                .anyMatch(line -> line.matches("library +2c3r-kill-leader +r\\d +(\\d+|-) .*"));
        assertThat(Files.readAllLines(
                        output.resolve("2c3r/library/latency_2_clients_port_%d.csv".formatted(ports.get(0) + 2))))
                .hasSizeGreaterThan(10);
        assertThat(Files.readAllLines(output.resolve("2c3r/by-hand/throughput_2_clients.csv")))
                .hasSizeGreaterThan(4);
        assertThat(output.resolve("report.html"))
                .content()
                .startsWith("<!DOCTYPE html>")
                .contains("<svg", "<td>library</td>", "next write after")
                .doesNotContain("http://127", "<script", "src=");
        JsonNode measured = JsonMapper.shared().readTree(report).path("measured");
        assertThat(measured.size()).isEqualTo(5);
        assertThat(measured.path(4).path("gapMs").asInt()).isPositive();

        assertThat(Outcome.of("replicate", "bench", "--services", "fancy").err())
                .contains("services are of [plain, by-hand, library]");
        assertThat(Outcome.of("replicate", "bench", "--replicas", 1).err()).contains("--faults none");
        assertThat(Outcome.of("replicate", "bench", "--consensus", "paxos").err())
                .contains("--consensus is ratis or jgroups");
    }

    @Test
    void aStaleReadIsFound() throws IOException {
        Path history = Files.writeString(directory.resolve("h.jsonl"), """
                {"process":0,"op":"put","key":"a","value":1,"result":null,"call":0.1,"return":0.2,"status":"ok"}
                {"process":1,"op":"put","key":"a","value":2,"result":null,"call":0.3,"return":0.4,"status":"ok"}
                {"process":0,"op":"get","key":"a","value":null,"result":1,"call":0.5,"return":0.6,"status":"ok"}
                """);

        Outcome outcome = Outcome.of("replicate", "check", history);

        assertThat(outcome.out()).contains("NOT linearizable", "'a'");
        assertThat(outcome.code()).isEqualTo(1);
    }

    @Test
    void aStoreIsServedAndGoesOnFromItsDirectory() {
        Path store = directory.resolve("store");
        Outcome first = Outcome.typing(
                "put a 1\ninc a\ncas a 2 9\nget a\nget b\nswap a\nput a\nput t x\ninc t\nstatus\nexit\nget a\n",
                "replicate",
                "kv",
                "--members",
                1,
                "--directory",
                store);

        assertThat(first.err()).isEmpty();
        assertThat(first.out().lines().skip(1))
                .startsWith(
                        "ok",
                        "2",
                        "true",
                        "9",
                        "absent",
                        "error: 'swap' is nothing known; there is get KEY, put KEY VALUE, cas KEY OLD NEW, delete KEY,"
                                + " inc KEY, status, kill MEMBER, start MEMBER, add, remove MEMBER, exit",
                        "error: put takes 2 words, was 1",
                        "ok",
                        "'t' is no number that can be incremented")
                .last()
                .asString()
                .startsWith("r1 ")
                .endsWith(" leads");
        assertThat(Outcome.typing("get a\n", "replicate", "kv", "--members", 1, "--directory", store)
                        .out())
                .endsWith("\n9\n");
        assertThat(Outcome.typing("get a\n", "replicate", "kv", "--members", 3, "--directory", store)
                        .err())
                .contains("holds a group of 1 members, asked for 3");
    }

    @Test
    void aStoreThatAgreesByJGroupsIsServedAndStaysWithIt() {
        Path store = directory.resolve("store");
        Outcome first = Outcome.typing(
                "put a 1\ninc a\n", "replicate", "kv", "--members", 3, "--consensus", "jgroups", "--directory", store);

        assertThat(first.err()).isEmpty();
        assertThat(first.out().lines().skip(1)).containsExactly("ok", "2");
        assertThat(Outcome.typing("get a\n", "replicate", "kv", "--members", 3, "--directory", store)
                        .err())
                .contains("holds a group that agrees by 'jgroups', asked for 'ratis'");
        assertThat(Outcome.typing(
                                "get a\n",
                                "replicate",
                                "kv",
                                "--members",
                                3,
                                "--consensus",
                                "jgroups",
                                "--directory",
                                store)
                        .out())
                .endsWith("\n2\n");
    }

    @Test
    void badInputIsToldBeforeAnythingIsStarted() {
        Path history = directory.resolve("h.jsonl");
        assertThat(Outcome.of("replicate").code()).isEqualTo(2);
        assertThat(Outcome.of("replicate", "load").err()).contains("--history");
        assertRefused("'flood' is no fault of a member", "--fault", "flood", "--history", history);
        assertRefused("--faults says how many", "--faults", 3, "--history", history);
        assertRefused("take 3 or more", "--members", 2, "--fault", "kill-leader", "--history", history);
        assertRefused("--timings is default or fast", "--timings", "slow", "--history", history);
        assertThat(history).doesNotExist();

        Outcome nowhere = Outcome.of("replicate", "check", directory.resolve("none"));
        assertThat(nowhere.err()).contains("cannot be read");
        assertThat(nowhere.code()).isEqualTo(2);
    }

    private static void assertRefused(String why, Object... options) {
        Object[] all = new Object[options.length + 2];
        all[0] = "replicate";
        all[1] = "load";
        System.arraycopy(options, 0, all, 2, options.length);
        Outcome outcome = Outcome.of(all);
        assertThat(outcome.err()).contains(why);
        assertThat(outcome.code()).isEqualTo(2);
    }
}
