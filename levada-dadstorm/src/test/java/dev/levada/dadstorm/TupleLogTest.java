package dev.levada.dadstorm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.dadstorm.language.LoggingLevel;
import dev.levada.dadstorm.log.RunLog;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class TupleLogTest {

    @TempDir
    private Path directory;

    @Test
    void showsEachCommandAndEachTupleEmittedWithTheUrlAsTyped() {
        Scene scene = new Scene(directory)
                .file("pairs.dat", "1 , \"a, b\"\n\n% no tuple\n2,c d\n3")
                .line("LoggingLevel full")
                .line("OP1 input ops pairs.dat rep fact 1 routing primary")
                .line("address TCP://LocalHost:011000/My.Op operator spec FILTER 1 < 3")
                .line("interval OP1 1")
                .line("START OP1");

        scene.run();

        assertThat(scene.log())
                .containsExactly(
                        "Interval OP1 1",
                        "Start OP1",
                        "tuple TCP://LocalHost:011000/My.Op, <1, a, b>",
                        "tuple TCP://LocalHost:011000/My.Op, <2, c d>");
    }

    @Test
    void showsCommandsOnlyAtLight() {
        for (String level : List.of("LoggingLevel light", "% not given")) {
            Scene scene = new Scene(directory)
                    .tweets()
                    .line(level)
                    .operator("OP1", "tweets.dat", 1, "primary", "UNIQ 2")
                    .operator("OP2", "OP1", 1, "primary", "COUNT")
                    .start("OP1", "OP2");

            scene.run();

            assertThat(scene.log()).containsExactly("Start OP1", "Start OP2");
            assertThat(scene.result("OP2")).hasSize(9);
        }
    }

    @Test
    void doesNotEvenLookAtATupleAtLight() {
        List<String> lines = new ArrayList<>();
        RunLog log = new RunLog();
        log.open(lines::add);

        log.tuples(LoggingLevel.LIGHT).emitted("tcp://localhost:11000/op", new AbstractList<>() {
            @Override
            public String get(int index) {
                throw new AssertionError("a field was read");
            }

            @Override
            public int size() {
                throw new AssertionError("the tuple was measured");
            }
        });

        assertThat(lines).isEmpty();
    }

    @Test
    void namesTheReplicaThatReceivedWhatTheOperatorRemembers() {
        Scene scene = new Scene(directory)
                .file("letters.dat", "a\nb\nc\nd\ne\nf\ng\nh\na\nb\nc\nd\n")
                .line("LoggingLevel full")
                .operator("OP1", "letters.dat", 3, "hashing(1)", "DUP")
                .operator("OP2", "OP1", 3, "hashing(1)", "UNIQ 1")
                .operator("OP3", "OP1", 3, "hashing(1)", "COUNT")
                .start("OP1", "OP2", "OP3");

        scene.run();

        // The same key goes to the replica of the same number in each operator.
        assertThat(tuplesOf(scene, 11_003))
                .containsExactlyElementsOf(
                        tuplesOf(scene, 11_000).stream().distinct().toList());
        assertThat(tuplesOf(scene, 11_004))
                .containsExactlyElementsOf(
                        tuplesOf(scene, 11_001).stream().distinct().toList());
        assertThat(tuplesOf(scene, 11_005))
                .containsExactlyElementsOf(
                        tuplesOf(scene, 11_002).stream().distinct().toList());
        assertThat(tuplesOf(scene, 11_006)).hasSameSizeAs(tuplesOf(scene, 11_000));
        assertThat(tuplesOf(scene, 11_007)).hasSameSizeAs(tuplesOf(scene, 11_001));
        assertThat(tuplesOf(scene, 11_008)).hasSameSizeAs(tuplesOf(scene, 11_002));
        assertThat(tuplesOf(scene, 11_000)).isNotEmpty().hasSizeLessThan(12);
    }

    private static List<String> tuplesOf(Scene scene, int port) {
        String start = "tuple tcp://localhost:" + port + "/op, ";
        return scene.log().stream()
                .filter(line -> line.startsWith(start))
                .map(line -> line.substring(start.length()))
                .toList();
    }
}
