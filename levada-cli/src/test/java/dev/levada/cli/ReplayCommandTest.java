package dev.levada.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
final class ReplayCommandTest {
    private static final Pattern WAITS = Pattern.compile("waits for a debugger at 127\\.0\\.0\\.1:(\\d+)");
    private static final Pattern RECORD = Pattern.compile("record  stamp  (\\d+)");
    private static final Pattern OUTPUT = Pattern.compile("output  output#0/\\d  (\\d+) (\\d+ .*)");

    @TempDir
    private Path directory;

    private Outcome run(String recovery) {
        return Outcome.of(
                "run", "stumble", "--recovery", recovery, "--state-dir", directory.resolve("state"), "--epoch", 60_000);
    }

    /** Long enough that epochs are complete before it fails, however slow they are. */
    private Outcome runLong(String recovery) {
        return Outcome.of(
                "run",
                "stumble",
                "--set",
                "stone=6000",
                "--recovery",
                recovery,
                "--record",
                "--state-dir",
                directory.resolve("state"),
                "--epoch",
                100);
    }

    private Outcome replay(Object... more) {
        Object[] first = {"replay", "stumble", "--state-dir", directory.resolve("state"), "--task", "stamp#0"};
        Object[] all = new Object[first.length + more.length];
        System.arraycopy(first, 0, all, 0, first.length);
        System.arraycopy(more, 0, all, first.length, more.length);
        return Outcome.of(all);
    }

    private static List<String> found(Pattern pattern, int group, Outcome outcome) {
        return outcome.out()
                .lines()
                .map(pattern::matcher)
                .filter(Matcher::matches)
                .map(line -> line.group(group))
                .toList();
    }

    @Test
    void printsAgainWhatAFailedJobDid() {
        Outcome failed = run("pessimistic");
        assertThat(failed.code()).isEqualTo(1);
        List<String> printed = failed.out().lines().toList();
        assertThat(printed).hasSizeGreaterThan(100);

        Outcome again = replay("--print", "records,answers,output,epochs");

        assertThat(again.err()).isEmpty();
        assertThat(again.code()).isZero();
        List<String> output = found(OUTPUT, 2, again);
        assertThat(output.subList(0, printed.size())).isEqualTo(printed);
        assertThat(found(OUTPUT, 1, again)).startsWith("1", "2", "3").hasSameSizeAs(output);
        assertThat(found(RECORD, 1, again)).startsWith("0", "1", "2").hasSizeGreaterThanOrEqualTo(output.size());
        assertThat(again.out())
                .contains("answer  stamp  time 1", "answer  stamp  random ")
                .contains("task stamp#0 of stumble again, as recorded under pessimistic, from epoch 0;"
                        + " its input was made by numbers#0")
                .containsPattern("taken: (\\d+) of the \\1 in its log")
                .containsPattern(
                        "output output#0/\\d: 1 to %d, sha256 [0-9a-f]{64}(; up to \\d+ had been taken, checked)?\n"
                                .formatted(output.size()))
                .contains("a state directory does not hold what was sent");
        assertThat(replay().out().lines().toList())
                .as("without --print only what it came to, and that is the same")
                .hasSize(4)
                .isEqualTo(again.out()
                        .lines()
                        .skip(again.out().lines().count() - 4)
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"pessimistic", "optimistic", "causal"})
    void comparesTheStateWithWhatTheTaskHadStored(String recovery) {
        assertThat(runLong(recovery).code()).isEqualTo(1);
        Matcher from = Pattern.compile("from epoch (\\d+);")
                .matcher(replay("--set", "stone=6000").out());
        assertThat(from.find()).isTrue();
        String epoch = from.group(1);

        Outcome again = replay("--set", "stone=6000", "--to", epoch);

        assertThat(again.err()).isEmpty();
        assertThat(again.code()).isZero();
        assertThat(again.out())
                .contains("as recorded under " + recovery + ", from epoch ")
                .contains(" to epoch " + epoch + ";")
                .contains("state: the same as in the snapshot of epoch " + epoch + ", byte by byte");
    }

    @Test
    void recordsNothingWhereNothingIsLogged() {
        Outcome unlogged = runLong("checkpoint");

        assertThat(unlogged.code()).isEqualTo(2);
        assertThat(unlogged.err()).contains("recovery checkpoint does not log what tasks choose");
    }

    @Test
    void saysWhatCannotBeReplayed() {
        assertThat(run("checkpoint").code()).isEqualTo(1);

        Outcome unordered = replay();
        Outcome nowhere = Outcome.of("replay", "stumble", "--task", "stamp#0");
        Outcome unnamed = Outcome.of("replay", "stumble", "--state-dir", directory);
        Outcome other = Outcome.of("replay", "letters", "--state-dir", directory.resolve("state"), "--task", "x#0");

        assertThat(unordered.code()).isEqualTo(3);
        assertThat(unordered.err())
                .startsWith("levada: job 'stumble' ran under checkpoint, which does not record in which order")
                .contains("run the job with --recovery pessimistic");
        assertThat(nowhere.code()).isEqualTo(2);
        assertThat(nowhere.err()).contains("--state-dir is missing");
        assertThat(unnamed.code()).isEqualTo(2);
        assertThat(unnamed.err()).contains("--task");
        assertThat(other.code()).isEqualTo(2);
        assertThat(other.err()).contains("the state directory is of job 'stumble', this is job 'letters'");
        assertThat(replay("--suspend", "--debug-port", 65_536).err())
                .contains("--debug-port 65536: a number from 0 to 65535 was expected");
    }

    @Test
    void waitsForADebugger() throws Exception {
        assertThat(run("pessimistic").code()).isEqualTo(1);
        List<String> words = List.of(
                "replay", "stumble", "--state-dir", directory.resolve("state").toString(), "--task", "stamp#0");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        CompletableFuture<Integer> code = CompletableFuture.supplyAsync(() -> Cli.run(
                java.util.stream.Stream.concat(words.stream(), java.util.stream.Stream.of("--suspend"))
                        .toList(),
                new ByteArrayInputStream(new byte[0]),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8)));

        int port = awaitPort(err, code);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
        try (Socket debugger = new Socket(InetAddress.getLoopbackAddress(), port)) {
            resume(debugger);
            assertThat(code.get(60, TimeUnit.SECONDS)).isZero();
        }

        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(replay().out());
    }

    private static int awaitPort(ByteArrayOutputStream err, CompletableFuture<Integer> code) {
        Matcher waits = WAITS.matcher("");
        while (!waits.find()) {
            assertThat(code).as("the command goes on").isNotDone();
            Thread.onSpinWait();
            waits = WAITS.matcher(err.toString(StandardCharsets.UTF_8));
        }
        return Integer.parseInt(waits.group(1));
    }

    /** Says what a debugger says when it lets a JVM go: the handshake, and command 9 of set 1. */
    private static void resume(Socket debugger) throws IOException {
        DataOutputStream to = new DataOutputStream(debugger.getOutputStream());
        byte[] greeting = "JDWP-Handshake".getBytes(StandardCharsets.US_ASCII);
        to.write(greeting);
        to.flush();
        byte[] answer = new byte[greeting.length];
        new DataInputStream(debugger.getInputStream()).readFully(answer);
        assertThat(answer).isEqualTo(greeting);
        to.writeInt(11);
        to.writeInt(1);
        to.writeByte(0);
        to.writeByte(1);
        to.writeByte(9);
        to.flush();
    }
}
