package dev.levada.core.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.state.CounterState;
import dev.levada.core.codec.Codecs;
import dev.levada.core.codec.StableHash;
import dev.levada.core.plan.TaskId;
import dev.levada.core.recovery.SourcePositions;
import dev.levada.core.state.KeyedState;
import dev.levada.core.state.StateView;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class StandbyTest {
    private static final TaskId TASK = new TaskId("counts", 0);
    private static final String OPERATOR = "op";

    private final List<String> read = new ArrayList<>();
    private final MemoryStorage storage = new MemoryStorage();
    private final SnapshotStorage watched = new ForwardedStorage(storage) {
        @Override
        public Iterator<byte[]> get(String name) throws IOException {
            read.add(name);
            return super.get(name);
        }
    };
    private final Codecs codecs = new Codecs(getClass().getClassLoader());
    private final SnapshotWriter writer = new SnapshotWriter(storage, codecs, TaskStart.fresh(1, "run"));
    private final KeyedState state = new KeyedState(OPERATOR, codecs);
    private final CounterState counts = state.counter("n");
    private long base;
    private long counted;

    private void count(String key, int times) {
        state.select(key, StableHash.of(key));
        for (int i = 0; i < times; i++) {
            counts.add(1);
            counted++;
        }
    }

    private StoredSnapshot snapshot(long epoch, boolean full) throws IOException {
        StateView view = state.freeze(full);
        TaskSnapshot snapshot = new TaskSnapshot(
                TASK,
                1,
                epoch,
                0,
                base,
                false,
                new LinkedHashMap<>(),
                List.of(),
                new LinkedHashMap<>(),
                0,
                SourcePositions.none(),
                List.of(new OperatorSnapshot(OPERATOR, Optional.of(view), List.of())),
                Optional.empty(),
                LoopState.none(),
                WatermarkState.none());
        String name = writer.write(snapshot);
        state.published(view);
        base = epoch;
        return SnapshotReader.read(storage, name);
    }

    private static void follow(Standby standby, StoredSnapshot snapshot) {
        if (standby.follow(snapshot.epoch(), Map.of(TASK, snapshot.name()))) {
            standby.load();
        }
    }

    private Standby standby(long mostBytes) {
        return new Standby(watched, codecs, mostBytes);
    }

    private void isRight(Map<String, TaskStart.OperatorStart> begins) {
        KeyedState taken = Objects.requireNonNull(begins.get(OPERATOR)).state().orElseThrow();
        CounterState n = taken.counter("n");
        long[] sum = new long[1];
        taken.forEachKey(() -> sum[0] += n.get());
        assertThat(sum[0]).isEqualTo(counted);
    }

    private static List<String> objects(StoredSnapshot snapshot) {
        return snapshot.operators().get(0).state();
    }

    @Test
    void onlyWhatIsMissingIsRead() throws IOException {
        Standby standby = standby(1_000_000);
        count("a", 3);
        count("b", 2);
        count("c", 9);
        follow(standby, snapshot(1, true));
        count("a", 4);
        StoredSnapshot second = snapshot(2, false);
        assertThat(objects(second)).hasSize(2);
        read.clear();

        follow(standby, second);

        assertThat(read).containsExactly(second.name(), objects(second).get(1));
        assertThat(standby.holds(TASK)).isTrue();
        count("b", 1);
        StoredSnapshot third = snapshot(3, false);
        read.clear();
        isRight(standby.take(third));
        assertThat(read).containsExactly(objects(third).get(2));
        assertThat(standby.holds(TASK)).isFalse();
    }

    @Test
    void whatDoesNotLeadToASnapshotIsNotUsedForIt() throws IOException {
        Standby standby = standby(1_000_000);
        count("a", 3);
        follow(standby, snapshot(1, true));
        count("b", 3);
        StoredSnapshot whole = snapshot(2, true);

        isRight(standby.take(whole));

        follow(standby, whole);
        count("c", 1);
        StoredSnapshot wholeAgain = snapshot(3, true);
        follow(standby, wholeAgain);
        read.clear();
        isRight(standby.take(wholeAgain));
        assertThat(read).isEmpty();
    }

    @Test
    void whatHasNoRoomIsReadWhenItIsNeeded() throws IOException {
        count("a", 3);
        count("b", 3);
        StoredSnapshot first = snapshot(1, true);
        Standby standby = standby(10);

        follow(standby, first);

        assertThat(standby.holds(TASK)).isFalse();
        read.clear();
        follow(standby, snapshot(2, false));
        assertThat(read).isEmpty(); // it is not tried again
        isRight(standby.take(first));
    }

    @Test
    void whatCannotBeReadIsTriedWithTheNextEpoch() throws IOException {
        Standby standby = standby(1_000_000);
        count("a", 3);
        StoredSnapshot first = snapshot(1, true);
        Iterator<byte[]> bytes = storage.get(objects(first).get(0));
        storage.delete(objects(first).get(0));

        follow(standby, first);

        assertThat(standby.holds(TASK)).isFalse();
        storage.put(TASK, 1, objects(first).get(0), bytes);
        StoredSnapshot second = snapshot(2, false);
        follow(standby, second);
        read.clear();
        isRight(standby.take(second));
        assertThat(read).isEmpty();
    }

    @Test
    void lateWordIsNotHeededAndWhatIsNotWantedIsLetGo() throws IOException {
        Standby standby = standby(1_000_000);
        count("a", 3);
        StoredSnapshot first = snapshot(1, true);
        StoredSnapshot second = snapshot(2, false);
        follow(standby, second);

        assertThat(standby.follow(1, Map.of())).isFalse();
        assertThat(standby.holds(TASK)).isTrue();

        assertThat(standby.follow(3, Map.of())).isFalse();
        assertThat(standby.holds(TASK)).isFalse();
        read.clear();
        isRight(standby.take(first));
        assertThat(read).isEqualTo(objects(first));
    }
}
