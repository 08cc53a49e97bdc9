package dev.levada.core.snapshot;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.state.CounterState;
import dev.levada.core.codec.Codecs;
import dev.levada.core.codec.StableHash;
import dev.levada.core.plan.TaskId;
import dev.levada.core.recovery.SourcePositions;
import dev.levada.core.state.KeyedState;
import dev.levada.core.state.StateDigest;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class StateSampleTest {
    private static final TaskId TASK = new TaskId("counts", 0);

    private final Codecs codecs = new Codecs(getClass().getClassLoader());

    private TaskSnapshot snapshot(long entries, long epoch) {
        KeyedState state = new KeyedState("op", codecs);
        CounterState count = state.counter("n");
        for (long key = 0; key < entries; key++) {
            state.select(key, StableHash.of(key));
            count.add(1);
        }
        return new TaskSnapshot(
                TASK,
                1,
                epoch,
                0,
                0,
                false,
                new LinkedHashMap<>(),
                List.of(),
                new LinkedHashMap<>(),
                0,
                SourcePositions.none(),
                List.of(
                        new OperatorSnapshot("op", Optional.of(state.freeze(true)), List.of()),
                        new OperatorSnapshot("stateless", Optional.empty(), List.of())),
                Optional.empty(),
                LoopState.none(),
                WatermarkState.none());
    }

    private StoredSnapshot written(TaskSnapshot snapshot, boolean samples) throws IOException {
        MemoryStorage storage = new MemoryStorage();
        SnapshotWriter writer = new SnapshotWriter(storage, codecs, TaskStart.fresh(1, "run"), samples);
        return SnapshotReader.read(storage, writer.write(snapshot));
    }

    private StateDigest of(long entries, long epoch) {
        return requireNonNull(StateSample.of(snapshot(entries, epoch)).get("op"));
    }

    @Test
    void aSmallStateIsHashedAtEachEpoch() {
        assertThat(of(3, 1)).isEqualTo(of(3, 2)).isNotEqualTo(of(4, 1));
        assertThat(of(3, 1).hash()).isNotZero();
    }

    @Test
    void ofABigOneTheEntriesAreCountedAndNowAndThenItIsHashed() {
        long big = StateSample.SMALL_ENTRIES + 1;

        assertThat(of(big, 1)).isEqualTo(new StateDigest(big, 0));
        assertThat(of(big, StateSample.EVERY_EPOCHS).hash()).isNotZero();
    }

    @Test
    void whatIsStoredIsWhatOthersFind() throws IOException {
        Map<String, StateDigest> own = StateSample.of(snapshot(3, 1));

        assertThat(own).containsOnlyKeys("op");
        assertThat(written(snapshot(3, 1), true).sample()).isEqualTo(own);
        assertThat(written(snapshot(3, 1), false).sample()).isEmpty();
    }
}
