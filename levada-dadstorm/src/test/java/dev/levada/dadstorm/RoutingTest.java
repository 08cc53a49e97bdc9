package dev.levada.dadstorm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.recovery.Guarantee;
import dev.levada.node.job.JobReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The operator that receives says how its input, from files and operators, is spread over its replicas. */
@Timeout(60)
final class RoutingTest {

    @TempDir
    private Path directory;

    @Test
    void primaryIsTheFirstReplica() {
        assertThat(replicasByKey("primary").values()).containsOnly(Set.of("0"));
    }

    @Test
    void randomUsesAllReplicasForOneKey() {
        assertThat(replicasByKey("random").values()).allMatch(replicas -> replicas.size() == 3);
    }

    @Test
    void hashingKeepsTheTuplesOfAKeyTogetherAndUsesAllReplicas() {
        Map<String, Set<String>> replicas = replicasByKey("hashing(2)");

        assertThat(replicas.values()).allMatch(each -> each.size() == 1);
        assertThat(replicas.values().stream().flatMap(Set::stream).distinct()).hasSize(3);
    }

    @Test
    void hashingTakesAMissingFieldForAnEmptyOne() {
        assertThat(replicasByKey("hashing(3)").values()).allMatch(each -> each.size() == 1);
    }

    @Test
    void readsEachLineOnceForEachOperatorThatNamesItsFile() {
        Scene scene = scene("random")
                .operator("OP3", "keys.dat, OP1, more.dat", 2, "hashing(2)", "DUP")
                .file("more.dat", "x, y\n")
                .start("OP1", "OP2", "OP3");

        JobReport report = scene.run();

        assertThat(scene.result("OP3")).hasSize(200 + 200 + 1).contains("x, y");
        assertThat(report.operators())
                .extracting(JobReport.OperatorReport::operator)
                .contains("OP1<keys.dat", "OP3<keys.dat", "OP3<more.dat");
        assertThat(report.recordsIn()).isEqualTo(200 + 200 + 1);
    }

    /** Which replicas of OP2, by number, the tuples with each key went to. */
    private Map<String, Set<String>> replicasByKey(String routing) {
        Scene scene = scene(routing).start("OP1", "OP2");
        scene.run();
        Map<String, Set<String>> replicas = new HashMap<>();
        List<String> tuples = new ArrayList<>(scene.log());
        tuples.removeIf(line -> !line.matches("tuple tcp://localhost:1100[234]/op, .*"));
        for (String line : tuples) {
            String port = line.substring("tuple tcp://localhost:1100".length(), "tuple tcp://localhost:11002".length());
            replicas.computeIfAbsent(line.substring(line.lastIndexOf(' ')), key -> new TreeSet<>())
                    .add(Integer.toString(Integer.parseInt(port) - 2));
        }
        assertThat(tuples).hasSize(200);
        return replicas;
    }

    private Scene scene(String routing) {
        return Scene.under(Guarantee.EXACTLY_ONCE, directory)
                .file(
                        "keys.dat",
                        IntStream.range(0, 200)
                                .mapToObj(id -> id + ", k" + id % 10)
                                .collect(Collectors.joining("\n")))
                .operator("OP1", "keys.dat", 2, "random", "DUP")
                .operator("OP2", "OP1", 3, routing, "DUP");
    }
}
