package dev.levada.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.console.Audit;
import dev.levada.console.ClientDoor;
import dev.levada.console.DoorOptions;
import dev.levada.node.cluster.RefusedException;
import dev.levada.node.job.JobState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The puppet master's commands to a job of a cluster, through the door that a coordinator opens. */
@Timeout(120)
final class ShellOnClusterTest {
    @TempDir
    Path directory;

    private final FakeCluster cluster = new FakeCluster();
    private ClientDoor door;

    @BeforeEach
    void open() {
        cluster.jobs.add(
                FakeCluster.job("words-1", JobState.RUNNING, "split#0", "split#1", "count.state#0", "count#0"));
        door = ClientDoor.open(DoorOptions.loopback(0, directory.resolve("tokens")), cluster, new Audit() {
            @Override
            public void action(Entry entry) {}

            @Override
            public void unexpected(Entry entry, Throwable error) {}
        });
    }

    @AfterEach
    void close() {
        door.close();
    }

    private Outcome shell(String input, Object... args) {
        List<Object> all = new ArrayList<>(List.of("shell"));
        all.addAll(Arrays.asList(args));
        all.addAll(List.of(
                "--cluster", "127.0.0.1:" + door.address().getPort(), "--token-dir", directory.resolve("tokens")));
        return Outcome.typing(input, all.toArray());
    }

    @Test
    void carriesOutTheCommandsOfTheLanguageInTheirOrder() {
        Outcome outcome = shell(
                "start split\nInterval count 50\nFREEZE split 1\nWait 1\nUnfreeze split 1\nCrash count 0\nexit\nCrash split 0\n");

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.code()).isZero();
        assertThat(cluster.asked)
                .containsExactly(
                        "release words-1 split",
                        "interval words-1 count PT0.05S",
                        "fault words-1 Freeze[task=split#1]",
                        "fault words-1 Unfreeze[task=split#1]",
                        "fault words-1 Crash[task=count#0]");
        assertThat(outcome.out().lines())
                .contains("Start split", "Interval count 50", "Freeze split 1", "Wait 1", "Crash count 0");
    }

    @Test
    void tellsHowReplicasAreButNotWhatOperatorsKeepForThemselves() {
        Outcome outcome = shell("Status split 1\nStatus\nhelp\n");

        assertThat(outcome.out().lines())
                .containsSubsequence(
                        "Status split 1",
                        "status w1, split 1, running, 10 in, 20 out",
                        "Status",
                        "status w1, split 0, running, 10 in, 20 out",
                        "status w1, split 1, running, 10 in, 20 out",
                        "status w1, count 0, running, 10 in, 20 out")
                .noneMatch(line -> line.contains("count.state"))
                .anyMatch(line -> line.matches("  exit +leave; the job goes on"));
    }

    @Test
    void saysWhatIsWrongWithACommandAndGoesOn() {
        cluster.failure = Optional.of(new RefusedException("job 'words-1' is being started; try again in a moment"));

        Outcome outcome = shell("Stats\nCrash OP7 0\nCrash split 2\nStart split\nStatus count\n");

        assertThat(outcome.out())
                .contains("did you mean Status?")
                .contains("no operator has the id 'OP7'; the operators are split, count")
                .contains("operator split has no replica 2; its replicas are 0 to 1")
                .contains("Start split: job 'words-1' is being started")
                .contains("status w1, count 0");
        assertThat(outcome.code()).isZero();
    }

    @Test
    void asksWhichJobWhereThereAreSeveral() {
        cluster.jobs.add(FakeCluster.job("words-2", JobState.RUNNING, "split#0"));
        cluster.jobs.add(FakeCluster.job("words-3", JobState.FINISHED, "split#0"));

        assertThat(shell("Start split\n"))
                .isEqualTo(new Outcome(
                        2,
                        "",
                        "levada: several jobs run: words-1, words-2; name one with --job" + System.lineSeparator()));
        assertThat(shell("Start split\n", "--job", "words-2").code()).isZero();
        assertThat(cluster.asked).containsExactly("release words-2 split");
        assertThat(shell("", "--job", "words-3").err()).contains("there is no job 'words-3'");
    }

    @Test
    void commandsNoJobWhereNoneRuns() {
        cluster.jobs.clear();

        assertThat(shell("").err()).contains("no job runs in the cluster");
        assertThat(Outcome.of("shell", "--cluster", "127.0.0.1:1").code()).isEqualTo(4);
    }

    @Test
    void mixesNoConfigurationWithAJobThatRuns() {
        assertThat(shell("", "--loopback").err()).contains("--loopback is for a configuration");
        assertThat(shell("", directory.resolve("a.conf")).err()).contains("is for a job that a cluster has already");
        assertThat(cluster.asked).isEmpty();
    }
}
