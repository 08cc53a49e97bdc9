package dev.levada.core.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.connector.Sink;
import dev.levada.api.connector.SinkTask;
import dev.levada.api.connector.SinkWriter;
import dev.levada.api.graph.Definition;
import dev.levada.api.graph.Operator;
import dev.levada.api.operator.ErrorPolicy;
import dev.levada.core.codec.Codecs;
import dev.levada.core.recovery.Finality;
import dev.levada.core.recovery.SourcePositions;
import dev.levada.core.recovery.SourcePositions.Shown;
import dev.levada.core.snapshot.LoopState;
import dev.levada.core.snapshot.OperatorSnapshot;
import dev.levada.core.snapshot.Prepared;
import dev.levada.core.snapshot.TaskStart;
import dev.levada.core.snapshot.WatermarkState;
import dev.levada.core.snapshot.WindowEnd;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class HeldSinkTest {
    private final List<String> shown = new ArrayList<>();

    private final class Shop implements Sink<Object> {
        @Override
        public SinkWriter<Object> open(SinkTask task) {
            return new SinkWriter<>() {
                @Override
                public void write(Object value) {
                    throw new AssertionError("a record without its number");
                }

                @Override
                public void write(Object value, long number) {
                    shown.add(number + " " + value);
                }
            };
        }

        @Override
        public Contract contract() {
            return Contract.PLAIN;
        }
    }

    private HeldSink open(Finality finality, TaskStart start) {
        Shop shop = new Shop();
        Operator operator = new Operator(
                "shop", new Definition.Write(shop), 1, ErrorPolicy.fail(), Optional.empty(), false, false, List.of());
        SinkRunner runner = new SinkRunner(
                operator, shop, SinkTask.first("job", "shop", 0, 1), new OperatorCounters("shop"), value -> {});
        HeldSink sink = new HeldSink("shop", runner, finality, Codecs.any(), start);
        sink.open();
        return sink;
    }

    private HeldSink fresh(Finality finality) {
        return open(finality, TaskStart.fresh(1, "run"));
    }

    private static TaskStart after(OperatorSnapshot snapshot, long epoch, long recorded) {
        Map<String, TaskStart.OperatorStart> operators = new LinkedHashMap<>();
        operators.put("shop", new TaskStart.OperatorStart(Optional.empty(), List.of(), snapshot.prepared()));
        SourcePositions positions = SourcePositions.none().with(List.of(new Shown("shop", recorded, new byte[0])));
        TaskStart fresh = TaskStart.fresh(2, "run");
        return new TaskStart(
                2,
                "run",
                epoch,
                WindowEnd.none(),
                false,
                fresh.inputs(),
                List.of(),
                fresh.outputs(),
                0,
                positions,
                operators,
                new byte[0],
                fresh.sent(),
                LoopState.none(),
                WatermarkState.none());
    }

    private static void give(HeldSink sink, String... values) {
        for (String value : values) {
            sink.accept(value);
        }
    }

    @Test
    void showsWhatTheLogSaysWhenThatIsDurable() {
        HeldSink sink = fresh(Finality.LOGGED);
        give(sink, "a", "b");
        sink.logged(10);
        give(sink, "c");
        assertThat(sink.isUnmarked()).isTrue();
        sink.logged(20);
        assertThat(sink.isUnmarked()).isFalse();

        sink.stable(9);
        assertThat(shown).isEmpty();
        sink.stable(10);
        assertThat(shown).containsExactly("1 a", "2 b");
        sink.stable(25);
        assertThat(shown).containsExactly("1 a", "2 b", "3 c");
    }

    @Test
    void showsAnEpochWhenItIsComplete() {
        HeldSink sink = fresh(Finality.COMPLETE);
        give(sink, "a");
        sink.logged(10);
        sink.stable(10);
        sink.snapshot(1);
        give(sink, "b");
        sink.snapshot(2);
        give(sink, "c");
        assertThat(shown).isEmpty();

        sink.complete(1);
        assertThat(shown).containsExactly("1 a");
        sink.complete(2);
        assertThat(shown).containsExactly("1 a", "2 b");
    }

    @Test
    void doesNotWaitForWhatComesAgainAsItWas() {
        HeldSink sink = fresh(Finality.AT_ONCE);
        give(sink, "a", "b");

        assertThat(shown).containsExactly("1 a", "2 b");
    }

    @Test
    void goesOnWithWhatWaitedAndTheNumbersOfTheSnapshot() {
        HeldSink before = fresh(Finality.LOGGED);
        give(before, "a", "b");
        before.logged(10);
        before.stable(10);
        give(before, "c");
        before.snapshot(1);
        give(before, "d");
        OperatorSnapshot snapshot = before.snapshot(2);
        shown.clear();

        HeldSink after = open(Finality.LOGGED, after(snapshot, 2, 0));
        assertThat(shown).containsExactly("3 c", "4 d");
        give(after, "e");
        after.logged(30);
        after.stable(30);
        assertThat(shown).containsExactly("3 c", "4 d", "5 e");
        assertThat(after.shown()).isEqualTo(5);
    }

    @Test
    void doesNotShowAgainWhatWasShownByTheEndOfALaterEpoch() {
        HeldSink before = fresh(Finality.LOGGED);
        give(before, "a");
        before.snapshot(1);
        give(before, "b");
        before.logged(10);
        before.stable(10);
        give(before, "c");
        OperatorSnapshot snapshot = before.snapshot(2);
        assertThat(shown).containsExactly("1 a", "2 b");
        shown.clear();

        open(Finality.LOGGED, after(snapshot, 2, 0));
        assertThat(shown).containsExactly("3 c");
    }

    @Test
    void doesNotShowAgainWhatIsRecordedAsShown() {
        HeldSink before = fresh(Finality.COMPLETE);
        give(before, "a", "b", "c");
        OperatorSnapshot snapshot = before.snapshot(1);

        HeldSink after = open(Finality.COMPLETE, after(snapshot, 1, 2));
        assertThat(shown).containsExactly("3 c");
        assertThat(after.hasNews()).isTrue();
        after.recorded(3);
        assertThat(after.hasNews()).isFalse();
    }

    @Test
    void repeatsUnseenWhatIsRecordedAsShown() {
        OperatorSnapshot nothing = fresh(Finality.LOGGED).snapshot(1);

        HeldSink after = open(Finality.LOGGED, after(nothing, 1, 2));
        give(after, "a", "b", "c");
        after.logged(10);
        after.stable(10);
        assertThat(shown).containsExactly("3 c");
    }

    /** Epochs that were given up may be complete with a later one; each record is in one of their handles. */
    @Test
    void holdsEachRecordOnce() {
        HeldSink before = fresh(Finality.COMPLETE);
        give(before, "a");
        before.snapshot(1);
        give(before, "b");
        List<Prepared> prepared = before.snapshot(2).prepared();

        open(Finality.COMPLETE, after(new OperatorSnapshot("shop", Optional.empty(), prepared), 2, 0));
        assertThat(prepared).hasSize(2);
        assertThat(shown).containsExactly("1 a", "2 b");
    }

    @Test
    void numbersAnewWhatComesFromSavepoints() {
        HeldSink one = fresh(Finality.COMPLETE);
        give(one, "a", "b");
        HeldSink other = fresh(Finality.COMPLETE);
        give(other, "c");
        List<Prepared> both = new ArrayList<>(one.snapshot(1).prepared());
        both.addAll(other.snapshot(1).prepared());

        open(Finality.COMPLETE, after(new OperatorSnapshot("shop", Optional.empty(), both), 0, 0));
        assertThat(shown).containsExactly("1 a", "2 b", "3 c");
    }
}
