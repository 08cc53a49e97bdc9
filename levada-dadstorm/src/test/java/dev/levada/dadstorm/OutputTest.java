package dev.levada.dadstorm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.recovery.Guarantee;
import dev.levada.node.job.JobFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class OutputTest {

    private static final String BREAKING = """
            import java.util.List;

            public class Breaking {
                public List<List<String>> apply(List<String> tuple) {
                    throw new IllegalStateException("as it is made to");
                }
            }
            """;

    @TempDir
    private Path directory;

    @Test
    void openEndsAreOperatorsWithoutAConsumerAndOutputsWithoutAPath() {
        Scene scene = Scene.under(Guarantee.EXACTLY_ONCE, directory)
                .tweets()
                .operator("OP1", "tweets.dat", 2, "random", "OUTPUT")
                .operator("OP2", "OP1", 2, "random", "OUTPUT two.txt")
                .operator("OP3", "OP1", 2, "random", "UNIQ 3")
                .operator("OP4", "OP3", 1, "random", "COUNT")
                .operator("OP5", "OP1", 3, "random", "OUTPUT")
                .operator("A_6", "OP5", 3, "random", "DUP")
                .operator("7", "OP2", 3, "random", "OUTPUT seven.txt")
                .operator("8", "OP2", 1, "random", "OUTPUT");

        assertThat(scene.load().openEnds()).containsOnlyKeys("OP1", "OP4", "OP5", "A_6", "8");

        assertThat(scene.load().topology().openEnds())
                .containsOnlyKeys("OP1.output", "OP4.state", "OP5.output", "A_6", "8");

        scene.start("OP1", "OP2", "OP3", "OP4", "OP5", "A_6", "7", "8").run();

        assertThat(scene.result("OP1")).hasSize(12);
        assertThat(scene.result("OP4")).containsExactly("1", "2", "3", "4", "5", "6");
        assertThat(scene.result("OP5")).hasSize(12);
        assertThat(scene.result("A_6")).hasSize(12);
        assertThat(directory.resolve("two.txt")).isRegularFile();
        assertThat(directory.resolve("seven.txt")).isRegularFile();
    }

    @Test
    void writesTuplesAsLinesBesideTheConfigurationAndPassesThemOn() throws IOException {
        Scene scene = Scene.under(Guarantee.EXACTLY_ONCE, directory)
                .file("pairs.dat", "1, \"a b\"\n 2 ,c\n")
                .operator("OP1", "pairs.dat", 1, "primary", "OUTPUT \"deep/out put.txt\"")
                .operator("OP2", "OP1", 1, "primary", "COUNT")
                .start("OP1", "OP2");

        scene.run();

        assertThat(Files.readString(directory.resolve("deep/out put.txt"))).isEqualTo("1, a b\n2, c\n");
        assertThat(scene.result("OP2")).containsExactly("1", "2");
    }

    @Test
    void leavesNoFileBehindWhenTheJobFails() throws IOException {
        Scene scene = Scene.under(Guarantee.EXACTLY_ONCE, directory)
                .tweets()
                .file("breaking.java", BREAKING)
                .operator("OP1", "tweets.dat", 1, "primary", "OUTPUT out.txt")
                .operator("OP2", "OP1", 1, "primary", "CUSTOM breaking, Breaking, apply")
                .start("OP1", "OP2");

        assertThatThrownBy(scene::run).isInstanceOf(JobFailedException.class);

        try (var files = Files.list(directory)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "job.config", "tweets.dat", "followers.dat", "mylib.java", "breaking.java");
        }
    }

    @Test
    void writesEachTupleOnceThoughReplicasCrash() throws Exception {
        Scene scene = Scene.under(Guarantee.EXACTLY_ONCE, directory)
                .epochs(Duration.ofMillis(20), Duration.ofMinutes(1))
                .tweets()
                .operator("OP1", "tweets.dat", 2, "random", "DUP")
                .operator("OP2", "OP1", 2, "random", "OUTPUT out.txt")
                .operator("OP3", "OP2", 1, "primary", "COUNT")
                .line("Interval OP1 500")
                .start("OP1", "OP2", "OP3");
        Console console = scene.begin();
        console.runScript();
        for (int i = 1; i <= 3; i++) {
            scene.await(4 * i, line -> line.matches("tuple tcp://localhost:1100[23]/op, .*"));
            console.execute("Crash OP2 " + i % 2);
            console.execute("Wait 500");
        }

        console.finish();

        assertThat(Files.readAllLines(directory.resolve("out.txt"))).hasSize(12).doesNotHaveDuplicates();
        assertThat(scene.result("OP3")).hasSize(12).doesNotHaveDuplicates();
    }
}
