package dev.levada.dadstorm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.recovery.Guarantee;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** UNIQ and COUNT are the operator's, whichever replica a tuple falls to. */
@Timeout(120)
final class RememberingTest {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233, 377, 610, 987})
    void letsEachValueThroughOnceWhateverReplicaMeetsIt(long seed) {
        Scene scene = Scene.under(Guarantee.EXACTLY_ONCE, directory)
                .file("values.dat", values())
                .seed(seed)
                .operator("OP1", "values.dat", 3, "random", "UNIQ 2")
                .operator("OP2", "OP1", 2, "random", "COUNT")
                .start("OP1", "OP2");

        scene.run();

        assertThat(scene.log())
                .as("seed %d", seed)
                .filteredOn(line -> line.matches("tuple tcp://localhost:1100[012]/op, .*"))
                .map(line -> line.substring(line.lastIndexOf(' ')))
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 17)
                        .mapToObj(value -> " v" + value + ">")
                        .toList());
        assertThat(scene.result("OP2"))
                .as("seed %d", seed)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, 17).mapToObj(Integer::toString).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"primary", "random", "hashing(2)", "hashing(9)"})
    void ignoresTheOtherFieldsAndLeavesOutWhatLacksTheField(String routing) {
        Scene scene = Scene.under(Guarantee.EXACTLY_ONCE, directory)
                .file("pairs.dat", "a, b\nb, a\nshort\na, c\nc, b\n, \n")
                .operator("OP1", "pairs.dat", 3, routing, "UNIQ 2")
                .operator("OP2", "OP1", 1, "primary", "COUNT")
                .start("OP1", "OP2");

        scene.run();

        assertThat(scene.result("OP2")).containsExactly("1", "2", "3", "4");
    }

    private static String values() {
        return IntStream.range(0, 300).mapToObj(id -> id + ", v" + id * 7 % 17).collect(Collectors.joining("\n"));
    }
}
