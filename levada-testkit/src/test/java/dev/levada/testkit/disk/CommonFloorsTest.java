package dev.levada.testkit.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.io.snapshot.CorruptSnapshotException;
import dev.levada.io.snapshot.SnapshotStore;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class CommonFloorsTest {
    private static final String DIRECTORY = "store";

    private final SimulatedDisk disk = new SimulatedDisk(new SplittableRandom(5));

    private SnapshotStore store(String writer) throws IOException {
        return SnapshotStore.among(disk, DIRECTORY, writer);
    }

    private List<String> files() throws IOException {
        return disk.list(DIRECTORY).stream()
                .filter(name -> name.startsWith("floors"))
                .toList();
    }

    @Test
    void theHighestCountsWhoeverHasRaisedIt() throws IOException {
        SnapshotStore first = store("a");
        SnapshotStore second = store("b");

        first.raiseFloors(Map.of("x", 3L, "y", 1L));
        second.raiseFloors(Map.of("x", 2L, "z", 5L));
        first.raiseFloors(Map.of("y", 4L));

        Map<String, Long> all = Map.of("x", 3L, "y", 4L, "z", 5L);
        assertThat(first.floors()).isEqualTo(all);
        assertThat(second.floors()).isEqualTo(all);
        assertThat(store("c").floors()).isEqualTo(all);
    }

    @Test
    void eachHasOneFileHoweverOftenItRaisesThem() throws IOException {
        SnapshotStore first = store("a");
        SnapshotStore second = store("a1");
        for (long attempt = 1; attempt <= 20; attempt++) {
            first.raiseFloors(Map.of("x", attempt));
            second.raiseFloors(Map.of("x", attempt, "y", attempt));
        }
        assertThat(files()).containsExactly("floors-a-20", "floors-a1-20");

        first.raiseFloors(Map.of("y", 20L));
        assertThat(files()).as("somebody has raised it so high").hasSize(2);
    }

    @Test
    void theyOutlastAPowerCut() throws IOException {
        store("a").raiseFloors(Map.of("x", 3L));
        disk.crash();

        assertThat(store("b").floors()).isEqualTo(Map.of("x", 3L));
        store("a").raiseFloors(Map.of("x", 4L));
        assertThat(files()).containsExactly("floors-a-2");
    }

    @Test
    void oneThatIsDamagedIsNotTakenForNone() throws IOException {
        store("a").raiseFloors(Map.of("x", 3L));
        disk.damage(DIRECTORY + "/" + files().get(0), new byte[30]);

        assertThatThrownBy(() -> store("b")).isInstanceOf(CorruptSnapshotException.class);
    }
}
