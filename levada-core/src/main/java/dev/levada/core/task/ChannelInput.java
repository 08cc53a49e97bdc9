package dev.levada.core.task;

import static java.util.Objects.requireNonNull;

import dev.levada.core.channel.ElementCodec;
import dev.levada.core.channel.EventClock;
import dev.levada.core.channel.InputCursor;
import dev.levada.core.channel.OutputGate;
import dev.levada.core.determinant.DeterminantLog;
import dev.levada.core.element.Barrier;
import dev.levada.core.element.Batch;
import dev.levada.core.element.Element;
import dev.levada.core.element.ElementHandler;
import dev.levada.core.element.EndOfStream;
import dev.levada.core.element.EventTime;
import dev.levada.core.element.Lap;
import dev.levada.core.element.Watermark;
import dev.levada.core.plan.ChannelId;
import dev.levada.core.recovery.TaskRecovery;
import dev.levada.core.snapshot.LoopState;
import dev.levada.core.snapshot.WatermarkState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes elements from the channels in turn, and their values one by one. */
final class ChannelInput implements TaskInput, ElementHandler {
    /** How many values are announced at a time: few enough that what is fetched for them stays in the nearest cache. */
    private static final int EXPECTED = 32;

    private final InputChannels channels;
    private final InputTurns turns;
    /** If the order of inputs is to follow from them. */
    private final @Nullable InputMerge merge;

    private final Laps laps;
    private final Watermarks watermarks;
    private final EventClock clock;
    private final Station head;
    /** The head, if it makes calls. */
    private final @Nullable CallRunner calls;

    private final OutputGate output;
    private final TaskRecovery recovery;
    private final LatencyListener latency;
    private final TakingLog taking;
    private final @Nullable ChannelReplay replay;
    /** If what is taken is in it, and not only in which order. */
    private final @Nullable DeterminantLog contents;

    private final ClockTimers clockTimers;
    private final EventTimers eventTimers;

    private final List<Batch> finished = new ArrayList<>();
    private boolean kept;
    /** The watermark that was taken last, as long as timers fire for it. */
    private @Nullable Watermark advancing;

    private @Nullable InputCursor cursor;
    private @Nullable Batch batch;
    private int position;

    ChannelInput(
            List<InputCursor> cursors,
            List<ChannelId> ended,
            Station head,
            OutputGate output,
            TaskRecovery recovery,
            LatencyListener latency,
            Laps laps,
            Watermarks watermarks,
            EventClock clock,
            @Nullable DeterminantLog log,
            @Nullable ElementCodec content) {
        this.turns = new InputTurns(cursors, each -> laps.comesBack(each.id()), this::isBlocked, this::lost);
        turns.open().removeIf(each -> ended.contains(each.id()));
        this.channels = new InputChannels(cursors, turns.open());
        this.merge = log == null && recovery.mergesInputs()
                ? new InputMerge(
                        channels.all(),
                        each -> channels.isBlocked(each) || !channels.open().contains(each),
                        InputMerge.MOST_GATHERED)
                : null;
        this.laps = laps;
        this.watermarks = watermarks;
        this.clock = clock;
        this.head = head;
        this.calls = head instanceof CallRunner runner ? runner : null;
        this.output = output;
        this.recovery = recovery;
        this.latency = latency;
        this.taking = TakingLog.of(log, content);
        this.clockTimers = new ClockTimers(head, output, taking);
        this.eventTimers = new EventTimers(watermarks, clock, head, calls, output);
        this.contents = content == null ? null : log;
        logged();
        this.replay = log == null
                ? null
                : new ChannelReplay(
                        log, channels.all(), channels.open(), channels.blocked(), head, new AsBefore(), clock, content);
    }

    @Override
    public void logged() {
        if (contents != null) {
            for (int input = 0; input < channels.all().size(); input++) {
                channels.all().get(input).logged(contents.repeatedUpTo(input));
            }
        }
    }

    private final class AsBefore implements ChannelReplay.Effects {
        @Override
        public void taken(InputCursor at, Batch batch) {
            laps.took();
            counts(at);
            eventTimers.fireAll();
            output.bornNanos(batch.bornNanos());
        }

        @Override
        public boolean bringsBarrier(InputCursor at) {
            return !laps.comesBack(at.id());
        }

        @Override
        public void lapped(InputCursor at, Lap lap) {
            goRound(at, lap);
        }

        @Override
        public void advanced(InputCursor at, Watermark watermark) {
            took(at, watermark);
            eventTimers.fireAll();
        }

        @Override
        public void ticked(long nowMillis) {
            clockTimers.fireAgain(nowMillis);
        }

        @Override
        public boolean answered(int call, int outcome, byte[] bytes) {
            CallRunner runner = requireNonNull(calls, "an answer is logged, and the operator makes no calls");
            runner.goOnAgain(call, outcome, bytes);
            return runner.inFlight() == 0;
        }

        @Override
        public boolean alignsOn(InputCursor at) {
            return recovery.alignsOn(at.id());
        }

        @Override
        public void cutAgain(long epoch, boolean snapshot) {
            recovery.cutAgain(epoch, snapshot);
            unblock();
        }

        @Override
        public void windowAgain(long number) {
            recovery.windowAgain(number);
        }

        @Override
        public void ended(InputCursor at, EndOfStream end) {
            close(at, end);
        }
    }

    @Override
    public int read(int maxRecords, long nowNanos, long nowMillis) {
        if (calls != null) {
            calls.turn(nowNanos);
        }
        if (replay != null && replay.isOn()) {
            return replay.read(maxRecords);
        }
        int handled = clockTimers.fire(maxRecords, nowNanos, nowMillis, batch == null && advancing == null);
        while (handled < maxRecords && !output.blocked() && !clockTimers.areFiring()) {
            if (watermarks.isBehind() || advancing != null) {
                handled += advance(maxRecords - handled);
            } else if (batch == null && calls != null && calls.goOn()) {
                handled++;
            } else if (batch == null && (isFull() || !takeNext())) {
                break;
            } else {
                handled += processBatch(maxRecords - handled);
            }
        }
        if (calls != null && calls.dueNanos() != 0) {
            clockTimers.wakeBy(calls.dueNanos());
        }
        return handled;
    }

    /** What is taken is taken whole, so it is the answers that are to come first. */
    private boolean isFull() {
        return calls != null && calls.isFull();
    }

    private int processBatch(int maxRecords) {
        Batch values = batch;
        if (values == null || watermarks.isBehind()) {
            return 0; // that its input counts again goes on first
        }
        int start = position;
        int most = merge == null ? maxRecords : Math.min(maxRecords, merge.left());
        int end = Math.min(values.size(), start + most);
        output.bornNanos(values.bornNanos());
        clock.eventTime(EventTime.NONE);
        boolean timed = values.isTimed();
        int next = start;
        int expected = next;
        while (next < end && !output.blocked()) {
            if (next == expected) {
                expected = Math.min(end, next + EXPECTED);
                head.expect(values, next, expected);
            }
            if (timed) {
                clock.eventTime(values.time(next));
            }
            head.accept(values.value(next), values.hash(next));
            next++;
        }
        position = next;
        if (cursor != null) {
            cursor.processed(values.firstSequence() + next - 1);
        }
        boolean over = merge != null && merge.took(next - start);
        if (next == values.size()) {
            finish(values);
        } else if (over) {
            putBack(values);
        }
        return next - start;
    }

    private void putBack(Batch values) {
        current().putBack(values);
        batch = null;
        position = 0;
    }

    private void finish(Batch values) {
        if (cursor != null) {
            recovery.processed(cursor.id(), values);
        }
        finished.add(values);
        batch = null;
        position = 0;
    }

    @Override
    public void reportLatency(long nowNanos) {
        for (int i = 0; i < finished.size(); i++) {
            latency.recorded(
                    nowNanos - finished.get(i).bornNanos(), finished.get(i).size());
        }
        finished.clear();
    }

    /** Takes the next element that there is; whether there was one. */
    private boolean takeNext() {
        if (merge != null) {
            Element element = merge.next();
            return take(merge.input(), element);
        }
        InputCursor next = turns.next();
        return next != null && take(next, turns.element());
    }

    private boolean take(InputCursor next, @Nullable Element element) {
        if (element == null) {
            return false;
        }
        cursor = next;
        position = next.overlap(element);
        element.deliverTo(this);
        return true;
    }

    @Override
    public void onBatch(Batch next) {
        taking.took(channels.number(current()), next); // all of it is processed before anything else is taken
        laps.took();
        counts(current());
        batch = next;
    }

    /** Records have come on an input: it counts again if it was idle, and that goes on before they are handled. */
    private void counts(InputCursor at) {
        if (watermarks.hasIdle()) {
            watermarks.active(channels.number(at));
        }
    }

    @Override
    public void onBarrier(Barrier barrier) {
        InputCursor at = current();
        // Not processed while the protocol looks: a snapshot taken now points at the barrier.
        kept = false;
        if (!recovery.repeatsNumbers()) {
            watermarks.mark(channels.number(at));
        }
        recovery.barrier(at.id(), barrier);
        if (kept) {
            channels.blocked().put(at, barrier);
        } else {
            pass(at, barrier);
        }
    }

    @Override
    public void onLap(Lap lap) {
        InputCursor at = current();
        taking.took(channels.number(at), lap);
        goRound(at, lap);
        recovery.processed(at.id(), lap);
    }

    @Override
    public void onWatermark(Watermark watermark) {
        InputCursor at = current();
        taking.took(channels.number(at), watermark);
        took(at, watermark);
        advancing = watermark; // all that follows from it is done before anything else is taken
    }

    private void took(InputCursor at, Watermark watermark) {
        at.processed(watermark.lastSequence());
        watermarks.came(channels.number(at), watermark);
    }

    /**
     * Fires timers that are due, as long as there is room for what they emit. If it was the last, the watermark goes
     * on.
     */
    private int advance(int maxTimers) {
        int fired = 0;
        while (watermarks.isBehind()) {
            if (fired == maxTimers || output.blocked()) {
                return fired;
            }
            fired++;
            eventTimers.fireOne();
        }
        Element watermark = advancing;
        if (watermark != null) {
            advancing = null;
            recovery.processed(current().id(), watermark);
        }
        return Math.max(1, fired);
    }

    private void goRound(InputCursor at, Lap lap) {
        at.processed(lap.lastSequence());
        laps.came(at.id(), lap);
        goOn();
    }

    /** A lap goes on, if that was what it waited for. */
    private void goOn() {
        laps.goOn(channels.openIds());
        if (laps.isOver()) {
            turns.closeAll();
        }
    }

    /** An input will bring nothing more, not even its end. */
    private void lost() {
        channels.ended().forEach(each -> watermarks.ended(channels.number(each)));
        goOn();
        eventTimers.fireAll();
    }

    private boolean isBlocked(InputCursor input) {
        return channels.isBlocked(input);
    }

    @Override
    public void onEnd(EndOfStream end) {
        InputCursor at = current();
        kept = false;
        recovery.end(at.id());
        if (kept) {
            channels.blocked().put(at, end);
        } else {
            finish(at, end);
        }
    }

    private void pass(InputCursor at, Barrier barrier) {
        taking.passed(channels.number(at), barrier);
        at.processed(barrier.lastSequence());
    }

    private void finish(InputCursor at, EndOfStream end) {
        taking.took(channels.number(at), end);
        close(at, end);
        recovery.processed(at.id(), end);
    }

    private void close(InputCursor at, EndOfStream end) {
        at.processed(end.lastSequence());
        turns.close(at);
        watermarks.ended(channels.number(at));
        goOn();
        eventTimers.fireAll();
    }

    @Override
    public boolean repeats() {
        return replay != null && replay.isOn();
    }

    @Override
    public boolean hasTaken() {
        return batch != null || advancing != null || clockTimers.areFiring();
    }

    private InputCursor current() {
        if (cursor == null) {
            throw new IllegalStateException("an element came from no channel");
        }
        return cursor;
    }

    @Override
    public void keepBlocked() {
        kept = true;
    }

    @Override
    public void unblock() {
        kept = false;
        if (merge != null) {
            merge.restart();
        }
        channels.free().forEach((at, element) -> {
            if (element instanceof EndOfStream end) {
                finish(at, end);
            } else if (element instanceof Barrier barrier) {
                pass(at, barrier);
            }
        });
    }

    @Override
    public void unblock(ChannelId channel) {
        InputCursor at = channels.find(channel);
        if (channels.blocked().remove(at) instanceof Barrier barrier) {
            pass(at, barrier);
        } else if (at == cursor) {
            kept = false; // it is being looked at
        }
    }

    @Override
    public void givenUp(long epoch) {
        if (merge != null) {
            merge.givenUp(epoch);
        }
    }

    @Override
    public InputChannels channels() {
        return channels;
    }

    @Override
    public void takeFairly(boolean inTurn) {
        turns.fairly(inTurn);
    }

    @Override
    public LoopState loop() {
        return laps.state();
    }

    @Override
    public WatermarkState watermarks() {
        return watermarks.cut();
    }

    @Override
    public boolean ended() {
        return channels.open().isEmpty() && !hasTaken() && (calls == null || calls.inFlight() == 0);
    }

    @Override
    public long nextNanos() {
        return clockTimers.wakeNanos();
    }

    @Override
    public long abandon(boolean forGood) {
        long lost = batch == null ? 0 : batch.size() - position;
        lost += calls == null ? 0 : calls.inFlight();
        batch = null;
        for (InputCursor each : channels.open()) {
            if (forGood) {
                each.abandon(); // else producers wait for who comes next, and do not route around it
            }
            Element element;
            while ((element = each.pollLeft()) != null) {
                lost += element instanceof Batch left ? left.size() : 0;
            }
        }
        channels.open().clear();
        return lost;
    }
}
