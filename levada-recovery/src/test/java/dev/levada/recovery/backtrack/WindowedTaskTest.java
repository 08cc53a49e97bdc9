package dev.levada.recovery.backtrack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.core.channel.Gaps;
import dev.levada.core.channel.Retention;
import dev.levada.core.element.Batch;
import dev.levada.core.element.Element;
import dev.levada.core.element.EndOfStream;
import dev.levada.core.plan.ChannelId;
import dev.levada.core.plan.TaskId;
import dev.levada.core.recovery.ForwardingControl;
import dev.levada.core.recovery.LogControl;
import dev.levada.core.recovery.TaskControl;
import dev.levada.core.recovery.TaskRecovery;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class WindowedTaskTest {
    private static final ChannelId INPUT = new ChannelId(new TaskId("before", 0), new TaskId("task", 0), 0);

    private final List<String> deeds = new ArrayList<>();
    private final Epochs epochs = new Epochs();
    private final WindowedTask task = new WindowedTask(epochs, 5);
    private long next = 1;
    private long startWindow;
    private boolean goesBackAlone = true;

    private void take(int records) {
        Batch batch = new Batch(records, false, 0);
        for (int i = 0; i < records; i++) {
            batch.add(i);
        }
        batch.seal(next);
        next += records;
        task.processed(INPUT, batch);
    }

    @Test
    void aWindowEndsWithTheBatchInWhichItIsFullAndIsAcknowledgedWhenItIsStored() {
        task.attach(new Host());
        take(3);
        assertThat(deeds).isEmpty();
        take(4);
        assertThat(deeds).containsExactly("snapshot 1");

        take(1);
        task.windowStored(7, 1);
        assertThat(deeds).containsExactly("snapshot 1", "acknowledge 7");
    }

    @Test
    void whileOneIsOnItsWayTheNextGrows() {
        task.attach(new Host());
        take(5);
        take(5);
        take(5);
        assertThat(deeds).containsExactly("snapshot 1");

        task.windowStored(7, 1);
        take(1);
        task.windowStored(7, 2);
        assertThat(deeds).containsExactly("snapshot 1", "acknowledge 5", "snapshot 2", "acknowledge 16");
    }

    /** Operators may still do something because of it, which would be behind the window and without a cause. */
    @Test
    void noneEndsBehindTheEndOfAnInput() {
        task.attach(new Host());
        take(5);
        take(5);
        task.windowStored(7, 1);
        task.processed(INPUT, new EndOfStream(next));
        assertThat(deeds).containsExactly("snapshot 1", "acknowledge 5");
    }

    /** Its number is the same as that of another one in the next epoch, which may not be stored. */
    @Test
    void lateWordOfAWindowInTheEpochBeforeIsNotTakenForThisOne() {
        task.attach(new Host());
        take(5);
        epochs.control().cut(8, false);
        take(5);
        task.windowStored(7, 1);
        assertThat(deeds).containsExactly("snapshot 1", "epoch 8", "snapshot 1");
    }

    @Test
    void theEndOfAnEpochIsTheEndOfAWindow() {
        task.attach(new Host());
        take(4);
        epochs.control().pass(8);
        take(4);
        assertThat(deeds).containsExactly("epoch 8");
    }

    @Test
    void whoMayHaveToGoBackFurtherEndsNone() {
        goesBackAlone = false;
        task.attach(new Host());
        take(5);
        take(5);
        assertThat(deeds).isEmpty();
    }

    @Test
    void anAttemptGoesOnBehindTheWindowThatItBeganWithAndAcknowledgesIt() {
        startWindow = 3;
        task.attach(new Host());
        assertThat(deeds).containsExactly("acknowledge 0");
        take(5);
        assertThat(deeds).containsExactly("acknowledge 0", "snapshot 4");
    }

    @Test
    void whereTheTaskLogsTheEndIsInTheLogAndWhatIsNotInTheSnapshotBeginsAnew() {
        epochs.logs = true;
        startWindow = 3;
        task.attach(new Host());
        task.windowAgain(4);
        take(5);
        assertThat(deeds)
                .containsExactly(
                        "log 3", "acknowledge 0", "log 4", "seed", "turns", "snapshot 5", "log 5", "seed", "turns");
    }

    private static final class Epochs implements TaskRecovery {
        private final List<TaskControl> attached = new ArrayList<>();
        private boolean logs;

        TaskControl control() {
            return attached.get(0);
        }

        @Override
        public void attach(TaskControl control) {
            attached.add(control);
        }

        @Override
        public boolean logs() {
            return logs;
        }

        @Override
        public Retention retention() {
            return Retention.RELEASED;
        }

        @Override
        public Gaps gaps() {
            return Gaps.NEVER;
        }

        @Override
        public void sent(ChannelId channel, Element element) {}
    }

    private final class Host extends ForwardingControl implements LogControl {
        @SuppressWarnings("NullAway") // what is not overridden is not asked
        Host() {
            super(null);
        }

        @Override
        public long startEpoch() {
            return 7;
        }

        @Override
        public long startWindow() {
            return startWindow;
        }

        @Override
        public Map<ChannelId, Long> nextSequences() {
            return new LinkedHashMap<>(Map.of(INPUT, next));
        }

        @Override
        public void acknowledge(ChannelId input, long upTo) {
            deeds.add("acknowledge " + upTo);
        }

        @Override
        public boolean endWindow(long number) {
            if (goesBackAlone) {
                deeds.add("snapshot " + number);
            }
            return goesBackAlone;
        }

        @Override
        public void cut(long epoch, boolean holdsSent) {
            deeds.add("epoch " + epoch);
        }

        @Override
        public void pass(long epoch) {
            deeds.add("epoch " + epoch);
        }

        @Override
        public LogControl log() {
            return this;
        }

        @Override
        public void window(long number) {
            deeds.add("log " + number);
        }

        @Override
        public void reseed() {
            deeds.add("seed");
        }

        @Override
        public void restartTurns() {
            deeds.add("turns");
        }

        @Override
        public long keep() {
            return 1;
        }

        @Override
        public void release(long upTo) {}
    }
}
