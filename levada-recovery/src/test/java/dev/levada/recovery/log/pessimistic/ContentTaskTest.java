package dev.levada.recovery.log.pessimistic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.core.channel.Gaps;
import dev.levada.core.channel.Retention;
import dev.levada.core.element.Element;
import dev.levada.core.plan.ChannelId;
import dev.levada.core.plan.TaskId;
import dev.levada.core.recovery.LogControl;
import dev.levada.core.recovery.SourcePositions;
import dev.levada.core.recovery.TaskControl;
import dev.levada.core.recovery.TaskRecovery;
import dev.levada.recovery.log.LoggingTask;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ContentTaskTest {
    private static final ChannelId LEFT = new ChannelId(new TaskId("left", 0), new TaskId("task", 0), 0);
    private static final ChannelId RIGHT = new ChannelId(new TaskId("right", 0), new TaskId("task", 0), 1);

    private final Map<ChannelId, Long> next = new LinkedHashMap<>(Map.of(LEFT, 1L, RIGHT, 1L));
    private final Map<ChannelId, Long> acknowledged = new LinkedHashMap<>();
    private final ContentTask task = new ContentTask(new LoggingTask(new NoCuts(), 0), channel -> false);
    private long position = 1;

    @BeforeEach
    void begin() {
        task.attach(new Host());
    }

    private void took(ChannelId input, long upTo, long bytes) {
        next.put(input, upTo + 1);
        position += bytes;
        task.flushed(0);
    }

    @Test
    void whatIsDurableIsAcknowledgedAndNothingElse() {
        took(LEFT, 3, 10);
        long first = position;
        took(RIGHT, 5, 10);
        assertThat(acknowledged).isEmpty();

        task.stable(first);
        assertThat(acknowledged).containsOnly(Map.entry(LEFT, 3L));

        task.stable(position - 1);
        assertThat(acknowledged).containsOnly(Map.entry(LEFT, 3L));

        task.stable(position);
        assertThat(acknowledged).containsEntry(LEFT, 3L).containsEntry(RIGHT, 5L);
    }

    @Test
    void howeverMuchWaitsAllOfItIsAcknowledgedInTheEnd() {
        for (int upTo = 1; upTo <= 1_000; upTo++) {
            took(LEFT, upTo, 10);
        }
        task.stable(position - 1);
        assertThat(acknowledged)
                .hasEntrySatisfying(LEFT, upTo -> assertThat(upTo).isLessThan(1_000L));

        task.stable(position);
        assertThat(acknowledged).containsEntry(LEFT, 1_000L);
    }

    @Test
    void takesNoMoreWhileTooMuchIsNotDurable() {
        took(LEFT, 3, ContentTask.MAX_WAITING_BYTES - 1);
        assertThat(task.mayTake()).isTrue();

        took(LEFT, 4, 1);
        assertThat(task.mayTake()).isFalse();

        task.stable(2);
        assertThat(task.mayTake()).isTrue();
    }

    private static final class NoCuts implements TaskRecovery {
        @Override
        public void attach(TaskControl control) {}

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

    private final class Host implements TaskControl, LogControl {
        @Override
        public LogControl log() {
            return this;
        }

        @Override
        public long keep() {
            return position;
        }

        @Override
        public void release(long upTo) {}

        @Override
        public void cut(long epoch, boolean snapshot) {}

        @Override
        public void window(long number) {}

        @Override
        public void reseed() {}

        @Override
        public void restartTurns() {}

        @Override
        public Map<ChannelId, Long> nextSequences() {
            return new LinkedHashMap<>(next);
        }

        @Override
        public void acknowledge(ChannelId input, long upTo) {
            acknowledged.put(input, upTo);
        }

        @Override
        public boolean holdsAllSent() {
            return true;
        }

        @Override
        public void release(ChannelId output, long upTo) {}

        @Override
        public void open(long upTo) {}

        @Override
        public long startEpoch() {
            return 0;
        }

        @Override
        public long startWindow() {
            return 0;
        }

        @Override
        public boolean endWindow(long number) {
            return true;
        }

        @Override
        public long attempt() {
            return 1;
        }

        @Override
        public boolean beginsEpochs() {
            return false;
        }

        @Override
        public List<ChannelId> openInputs() {
            return List.copyOf(next.keySet());
        }

        @Override
        public List<ChannelId> outputs() {
            return List.of();
        }

        @Override
        public long[] tails() {
            return new long[0];
        }

        @Override
        public boolean hasFinished() {
            return false;
        }

        @Override
        public void block() {}

        @Override
        public void unblock() {}

        @Override
        public void unblock(ChannelId input) {}

        @Override
        public void pass(long epoch) {}

        @Override
        public void commit(long epoch) {}

        @Override
        public List<SourcePositions.Shown> prepareAlone(long number) {
            return List.of();
        }

        @Override
        public void commitAlone(long number) {}

        @Override
        public void done() {}

        @Override
        public SourcePositions positions() {
            return SourcePositions.none();
        }

        @Override
        public boolean record(SourcePositions positions) {
            return true;
        }
    }
}
