package dev.levada.dadstorm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.recovery.Guarantee;
import dev.levada.node.job.JobReport;
import dev.levada.node.job.JobState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whole jobs without faults: under every guarantee, exactly what is right comes out. */
@Timeout(120)
final class WorkedExamplesTest {
    private static final String OF_THE_SPRING = "FILTER 3, =, \"www.spring.example\"";
    private static final String FOLLOWERS = "CUSTOM mylib.dll, Followers, getFollowers";

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource
    void countsTheReachOfAPage(Guarantee guarantee) {
        Scene scene = reach(guarantee);

        JobReport report = scene.run();

        assertThat(report.guarantee()).isEqualTo(guarantee);
        assertThat(emitted(report, "OP1", "OP2", "OP3", "OP4")).containsExactly(5L, 13L, 7L, 7L);
        assertThat(scene.result("OP4")).containsExactly("1", "2", "3", "4", "5", "6", "7");
        assertThat(scene.log())
                .filteredOn(line -> line.matches("tuple tcp://localhost:1100[45]/op, .*"))
                .map(line -> line.substring(line.indexOf('<')))
                .containsExactlyInAnyOrder("<u1>", "<u2>", "<u6>", "<u10>", "<u11>", "<u12>", "<u14>");
    }

    @ParameterizedTest
    @EnumSource
    void writesTheReachToAFileOnceTheJobIsDone(Guarantee guarantee) throws IOException {
        Scene scene = reach(guarantee)
                .operator("OP5", "OP4", 1, "primary", "OUTPUT out/reach.txt")
                .start("OP5");

        JobReport report = scene.run();

        assertThat(emitted(report, "OP1", "OP2", "OP3", "OP4", "OP5")).containsExactly(5L, 13L, 7L, 7L, 7L);
        assertThat(Files.readAllLines(directory.resolve("out/reach.txt")))
                .containsExactly("1", "2", "3", "4", "5", "6", "7");
    }

    @ParameterizedTest
    @EnumSource
    void endsAlthoughAReplicaIsFrozenToTheEndOfTheScript(Guarantee guarantee) {
        Scene scene = Scene.under(guarantee, directory)
                .tweets()
                .operator("OP1", "tweets.dat", 2, "hashing(1)", "FILTER 3, =, www.lock.example")
                .operator("OP2", "OP1", 3, "random", FOLLOWERS)
                .operator("OP3", "OP2", 2, "random", "DUP")
                .line("Freeze OP2 1")
                .start("OP1", "OP2", "OP3");

        JobReport report = scene.run();

        assertThat(emitted(report, "OP1", "OP2", "OP3")).containsExactly(1L, 1L, 1L);
        assertThat(scene.result("OP3")).containsExactly("u10");
        assertThat(scene.log()).contains("% thawing OP2 1, which the script left frozen");
    }

    @ParameterizedTest
    @EnumSource
    void letsEachUserThroughOnce(Guarantee guarantee) {
        Scene scene =
                users(guarantee).operator("OP3", "OP2", 2, "hashing(2)", "DUP").start("OP1", "OP2", "OP3");

        JobReport report = scene.run();

        assertThat(emitted(report, "OP1", "OP2", "OP3")).containsExactly(5L, 4L, 4L);
        assertThat(scene.tuples("OP3"))
                .extracting(tuple -> tuple.get(1))
                .containsExactlyInAnyOrder("ana", "duarte", "graca", "ines");
        assertThat(scene.tuples("OP3"))
                .filteredOn(tuple -> tuple.get(1).equals("ana"))
                .allMatch(tuple -> List.of("1", "10").contains(tuple.get(0)));
    }

    @ParameterizedTest
    @EnumSource
    void countsTheUsers(Guarantee guarantee) {
        Scene scene =
                users(guarantee).operator("OP3", "OP2", 1, "primary", "COUNT").start("OP1", "OP2", "OP3");

        JobReport report = scene.run();

        assertThat(emitted(report, "OP1", "OP2", "OP3")).containsExactly(5L, 4L, 4L);
        assertThat(scene.result("OP3")).containsExactly("1", "2", "3", "4");
    }

    @ParameterizedTest
    @EnumSource
    void bringsATupleTwiceThatTakesTwoWays(Guarantee guarantee) {
        Scene scene = Scene.under(guarantee, directory)
                .file("hundred.dat", Tweets.hundred())
                .operator("OP5", "OP4", 2, "random", "COUNT")
                .operator("OP4", "OP2, OP3", 2, "random", "DUP")
                .operator("OP3", "OP1", 2, "random", "DUP")
                .operator("OP2", "OP1", 3, "hashing(2)", "DUP")
                .operator("OP1", "hundred.dat", 2, "random", "FILTER 3, =, spring")
                .start("OP1", "OP2", "OP3", "OP4", "OP5");

        JobReport report = scene.run();

        assertThat(emitted(report, "OP1", "OP2", "OP3", "OP4", "OP5")).containsExactly(41L, 41L, 41L, 82L, 82L);
        assertThat(scene.result("OP5"))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, 82).mapToObj(Integer::toString).toList());
    }

    @ParameterizedTest
    @EnumSource
    void countsAcrossReplicas(Guarantee guarantee) {
        Scene scene = Scene.under(guarantee, directory)
                .tweets()
                .operator("OP1", "tweets.dat", 1, "primary", OF_THE_SPRING)
                .operator("OP2", "OP1", 2, "random", "COUNT")
                .operator("OP3", "OP2", 1, "primary", "COUNT")
                .start("OP1", "OP2", "OP3");

        JobReport report = scene.run();

        assertThat(emitted(report, "OP1", "OP2", "OP3")).containsExactly(5L, 5L, 5L);
        assertThat(scene.log())
                .filteredOn(line -> line.matches("tuple tcp://localhost:1100[12]/op, .*"))
                .map(line -> line.substring(line.indexOf('<')))
                .containsExactly("<1>", "<2>", "<3>", "<4>", "<5>");
        assertThat(scene.result("OP3")).containsExactly("1", "2", "3", "4", "5");
    }

    @ParameterizedTest
    @EnumSource
    void endsThoughAFilterLooksAtTheWrongField(Guarantee guarantee) {
        Scene scene = Scene.under(guarantee, directory)
                .tweets()
                .operator("OP1", "tweets.dat", 2, "random", "FILTER 2, =, www.spring.example")
                .operator("OP2", "tweets.dat", 2, "hashing(7)", "FILTER 7, =, www.spring.example")
                .operator("OP3", "OP1, OP2", 2, "random", "COUNT")
                .start("OP1", "OP2", "OP3");

        JobReport report = scene.run();

        assertThat(report.state()).isEqualTo(JobState.FINISHED);
        assertThat(emitted(report, "OP1", "OP2", "OP3")).containsExactly(0L, 0L, 0L);
        assertThat(scene.result("OP3")).isEmpty();
        assertThat(report.operators())
                .filteredOn(operator -> operator.operator().equals("OP2"))
                .allMatch(operator -> operator.errors() == 12 && operator.dropped() == 12);
    }

    private Scene reach(Guarantee guarantee) {
        return Scene.under(guarantee, directory)
                .tweets()
                .operator("OP1", "tweets.dat", 2, "hashing(1)", OF_THE_SPRING)
                .operator("OP2", "OP1", 2, "random", FOLLOWERS)
                .operator("OP3", "OP2", 2, "hashing(1)", "UNIQ 1")
                .operator("OP4", "OP3", 1, "primary", "COUNT")
                .start("OP1", "OP2", "OP3", "OP4");
    }

    private Scene users(Guarantee guarantee) {
        return Scene.under(guarantee, directory)
                .tweets()
                .operator("OP1", "tweets.dat", 2, "random", OF_THE_SPRING)
                .operator("OP2", "OP1", 2, "random", "UNIQ 2");
    }

    private static List<Long> emitted(JobReport report, String... operators) {
        return List.of(operators).stream()
                .map(operator -> Scene.emitted(report, operator))
                .toList();
    }
}
