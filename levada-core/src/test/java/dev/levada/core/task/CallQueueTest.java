package dev.levada.core.task;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.core.codec.StableHash;
import dev.levada.core.state.KeyedState;
import dev.levada.core.state.StateView;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

final class CallQueueTest {
    private final KeyedState state = new KeyedState("ask");
    private final CallQueue queue = new CallQueue(state, false);

    private static PendingCall call(long number, String value) {
        return new PendingCall("key-" + number, value, StableHash.of(value), number, value, number * 10, 0);
    }

    private static List<byte[]> blocks(KeyedState of) {
        StateView view = of.freeze(true);
        List<byte[]> blocks = new ArrayList<>();
        view.blocks().forEachRemaining(blocks::add);
        return blocks;
    }

    private static CallQueue loaded(boolean dealt, IntPredicate owned, Collection<List<byte[]>> views) {
        KeyedState loaded = new KeyedState("ask");
        views.forEach(view -> loaded.load(view.iterator(), owned));
        return new CallQueue(loaded, dealt);
    }

    private static List<Object> values(CallQueue queue) {
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < queue.size(); i++) {
            values.add(queue.get(i).value);
        }
        return values;
    }

    @Test
    void aWatermarkGoesOnWithTheLastOfThoseBeforeIt() {
        queue.add(call(1, "a"));
        queue.hold(new KeptCall.Held(5, false));
        queue.add(call(2, "b"));
        queue.hold(new KeptCall.Held(15, false));
        queue.hold(new KeptCall.Held(17, true));
        queue.add(call(3, "c"));

        assertThat(queue.remove(1)).as("the first is in flight").isNull();
        assertThat(queue.remove(0)).isEqualTo(new KeptCall.Held(17, true));
        assertThat(queue.remove(0)).isNull();
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void aSnapshotHasWhatIsInFlightThenInItsOrder() {
        queue.add(call(2, "b"));
        queue.add(call(3, "a"));
        queue.add(call(4, "d"));
        queue.keep(Long.MIN_VALUE);
        queue.hold(new KeptCall.Held(20, true));
        queue.add(call(10, "c"));
        queue.hold(new KeptCall.Held(40, false));
        KeptCall.Held unused = queue.remove(0);
        queue.keep(33);

        CallQueue again = loaded(false, hash -> true, List.of(blocks(state)));

        assertThat(values(again)).containsExactly("a", "d", "c");
        assertThat(again.get(0).idempotencyKey).isEqualTo("key-3");
        assertThat(again.get(2).eventTime).isEqualTo(100);
        assertThat(again.reached()).contains(33L);
        assertThat(again.remove(0)).isNull();
        assertThat(again.remove(0)).isEqualTo(new KeptCall.Held(20, true));
        assertThat(requireNonNull(again.remove(0)).millis()).isEqualTo(40);
    }

    /** Each goes where its key goes, and no task waits with a watermark for what another has. */
    @Test
    void dealtOutAnewCallsKeepTheirKeysAndNoWatermarks() {
        queue.add(call(1, "a"));
        queue.add(call(2, "b"));
        queue.hold(new KeptCall.Held(40, false));
        queue.keep(0);
        KeyedState other = new KeyedState("ask");
        CallQueue others = new CallQueue(other, false);
        others.add(call(1, "c"));
        others.keep(0);
        int b = StableHash.of("b");

        List<List<byte[]>> both = List.of(blocks(state), blocks(other));
        CallQueue one = loaded(true, hash -> hash != b, both);
        CallQueue two = loaded(true, hash -> hash == b, both);

        assertThat(values(one)).containsExactlyInAnyOrder("a", "c");
        assertThat(values(two)).containsExactly("b");
        assertThat(two.remove(0)).isNull();
    }
}
