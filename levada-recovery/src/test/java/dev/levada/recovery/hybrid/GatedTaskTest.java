package dev.levada.recovery.hybrid;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.core.channel.Gaps;
import dev.levada.core.channel.Retention;
import dev.levada.core.element.Barrier;
import dev.levada.core.element.Element;
import dev.levada.core.element.EndOfStream;
import dev.levada.core.plan.ChannelId;
import dev.levada.core.plan.TaskId;
import dev.levada.core.recovery.ForwardingControl;
import dev.levada.core.recovery.TaskControl;
import dev.levada.core.recovery.TaskRecovery;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a task does that sends or reads through a gate, in addition to what its protocol does. */
final class GatedTaskTest {
    private static final ChannelId GATED = new ChannelId(new TaskId("one", 0), new TaskId("other", 0), 0);
    private static final ChannelId OPEN = new ChannelId(new TaskId("one", 0), new TaskId("other", 0), 1);
    private static final Set<ChannelId> ONE = new LinkedHashSet<>(List.of(GATED));

    private final List<String> deeds = new ArrayList<>();
    private final Map<ChannelId, Long> next = new LinkedHashMap<>();
    private final Own own = new Own();

    /** The task's own protocol: does at once what it may, and notes what it hears. */
    private final class Own implements TaskRecovery {
        private @Nullable TaskControl control;

        @Override
        public void attach(TaskControl newControl) {
            control = newControl;
        }

        private TaskControl control() {
            return requireNonNull(control);
        }

        @Override
        public Retention retention() {
            return Retention.ACCEPTED;
        }

        @Override
        public Gaps gaps() {
            return Gaps.NEVER;
        }

        @Override
        public void sent(ChannelId channel, Element element) {}

        @Override
        public void barrier(ChannelId channel, Barrier barrier) {
            deeds.add("barrier " + barrier.epoch() + " on " + channel.edge());
        }

        @Override
        public void complete(long epoch) {
            control().release(GATED, 100);
            control().release(OPEN, 100);
        }
    }

    private TaskRecovery begun(TaskRecovery recovery, long startEpoch) {
        recovery.attach(new ForwardingControl(refusing()) {
            @Override
            public long startEpoch() {
                return startEpoch;
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
            public Map<ChannelId, Long> nextSequences() {
                return new LinkedHashMap<>(next);
            }

            @Override
            public void cut(long epoch, boolean holdsSent) {}

            @Override
            public void open(long upTo) {
                deeds.add("open " + upTo);
            }

            @Override
            public void release(ChannelId output, long upTo) {
                deeds.add("release " + output.edge() + " up to " + upTo);
            }

            @Override
            public void acknowledge(ChannelId input, long upTo) {
                deeds.add("acknowledge " + input.edge() + " up to " + upTo);
            }
        });
        return recovery;
    }

    private static TaskControl refusing() {
        return (TaskControl) Proxy.newProxyInstance(
                TaskControl.class.getClassLoader(), new Class<?>[] {TaskControl.class}, (proxy, method, arguments) -> {
                    throw new UnsupportedOperationException(method.getName());
                });
    }

    private static long gate(TaskRecovery recovery, ChannelId channel) {
        recovery.sent(channel, new EndOfStream(1));
        return recovery.gate();
    }

    @Test
    void whatIsSentWaitsForTheEpochThatEndsBehindIt() {
        TaskRecovery outputs = begun(new GatedOutputs(own, ONE), 0);
        long first = gate(outputs, GATED);
        assertThat(first).isPositive();
        assertThat(gate(outputs, OPEN)).isZero();
        own.control().cut(5, false);
        long second = gate(outputs, GATED);
        assertThat(second).isGreaterThan(first);
        own.control().cut(8, false);

        outputs.complete(4);
        assertThat(deeds).containsExactly("release 1 up to 100");
        outputs.complete(5);
        assertThat(deeds).endsWith("release 1 up to 100", "open " + first);
        outputs.complete(8);
        assertThat(deeds).endsWith("open " + second);
    }

    /** Its snapshots count for nothing, but there are others behind it. */
    @Test
    void whatIsOfAnEpochThatWasGivenUpLeavesWithTheNextThatIsComplete() {
        TaskRecovery outputs = begun(new GatedOutputs(own, ONE), 0);
        own.control().cut(5, false);
        long behind = gate(outputs, GATED);
        own.control().cut(6, false);
        outputs.complete(6);

        assertThat(deeds).endsWith("open " + behind);
    }

    @Test
    void theBarrierThatATaskBeginsWithIsOfACompleteEpoch() {
        TaskRecovery outputs = begun(new GatedOutputs(own, ONE), 7);
        outputs.sent(GATED, new Barrier(40, 7));
        assertThat(outputs.gate()).isZero();
        outputs.sent(GATED, new Barrier(50, 8));
        assertThat(outputs.gate()).isPositive();
    }

    @Test
    void whatHasLeftIsKeptUntilItIsAcknowledged() {
        TaskRecovery outputs = begun(new GatedOutputs(own, ONE), 0);
        outputs.complete(3);
        assertThat(deeds).containsExactly("release 1 up to 100");
        outputs.acknowledged(GATED, 12);
        outputs.acknowledged(OPEN, 13);
        assertThat(deeds).endsWith("release 0 up to 12").doesNotContain("release 1 up to 13");
    }

    @Test
    void whoReadsThroughAGateReadsASource() {
        next.put(GATED, 1L);
        next.put(OPEN, 1L);
        TaskRecovery inputs = begun(new GatedInputs(own, ONE), 0);
        assertThat(own.control().openInputs()).containsExactly(OPEN);
        assertThat(own.control().beginsEpochs()).isTrue();
        inputs.barrier(GATED, new Barrier(1, 3));
        inputs.barrier(OPEN, new Barrier(1, 3));
        assertThat(deeds).containsExactly("barrier 3 on 1");

        next.remove(GATED);
        assertThat(own.control().beginsEpochs()).isFalse();
    }

    @Test
    void whatWasTakenByACompleteEpochIsAcknowledgedAndNothingElse() {
        next.put(GATED, 10L);
        next.put(OPEN, 10L);
        TaskRecovery inputs = begun(new GatedInputs(own, ONE), 0);
        own.control().cut(4, false);
        next.put(GATED, 20L);
        own.control().cut(5, false);
        next.put(GATED, 30L);
        inputs.complete(5);
        inputs.complete(5);

        assertThat(deeds).filteredOn(deed -> deed.startsWith("acknowledge")).containsExactly("acknowledge 0 up to 19");
    }

    /** The task may begin anew from the last complete epoch, and those before the gate stay where they are. */
    @Test
    void whatItsOwnProtocolPromisesIsNotPromisedThroughAGate() {
        begun(new GatedInputs(own, ONE), 0);
        own.control().acknowledge(GATED, 7);
        own.control().acknowledge(OPEN, 8);

        assertThat(deeds).containsExactly("acknowledge 1 up to 8");
    }
}
