package dev.levada.core.task;

import static java.util.Objects.requireNonNull;

import dev.levada.core.channel.ElementCodec;
import dev.levada.core.channel.EventClock;
import dev.levada.core.channel.InputChannel;
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
import dev.levada.core.recovery.SourcePositions;
import dev.levada.core.recovery.TaskRecovery;
import dev.levada.core.snapshot.LoopState;
import dev.levada.core.snapshot.WatermarkState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Takes elements from the channels in turn, and their values one by one. */
final class ChannelInput implements TaskInput, ElementHandler {
    /** How many values are announced at a time: few enough that what is fetched for them stays in the nearest cache. */
    private static final int EXPECTED = 32;

    private static final long MILLI = 1_000_000;
    /** However late the next timer is due, a turn looks at it by then. */
    private static final long MAX_WAKE_MILLIS = 60_000;

    private final List<InputCursor> all;
    private final InputTurns turns;
    /** If the order of inputs is to follow from them. */
    private final @Nullable InputMerge merge;

    private final List<InputCursor> open;
    /** Those whose barrier, or end, was taken and is not processed yet. */
    private final Map<InputCursor, Element> blocked = new LinkedHashMap<>();

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
    /** The number of each in the log. */
    private final Map<InputCursor, Integer> numbers = new LinkedHashMap<>();

    private final List<Batch> finished = new ArrayList<>();
    private boolean kept;
    /** The watermark that was taken last, as long as timers fire for it. */
    private @Nullable Watermark advancing;

    /** The time of day at which timers fire, as long as they do. */
    private long tickMillis;

    private boolean ticking;
    private long wakeNanos;

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
        this.all = List.copyOf(cursors);
        this.turns = new InputTurns(cursors, each -> laps.comesBack(each.id()), this::isBlocked, this::lost);
        this.open = turns.open();
        open.removeIf(each -> ended.contains(each.id()));
        this.merge = log == null && recovery.mergesInputs()
                ? new InputMerge(all, each -> isBlocked(each) || !open.contains(each), InputMerge.MOST_GATHERED)
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
        all.forEach(each -> numbers.put(each, numbers.size()));
        this.contents = content == null ? null : log;
        logged();
        this.replay =
                log == null ? null : new ChannelReplay(log, all, open, blocked, head, new AsBefore(), clock, content);
    }

    @Override
    public void logged() {
        if (contents != null) {
            for (int input = 0; input < all.size(); input++) {
                all.get(input).logged(contents.repeatedUpTo(input));
            }
        }
    }

    private final class AsBefore implements ChannelReplay.Effects {
        @Override
        public void taken(InputCursor at, Batch batch) {
            laps.took();
            counts(at);
            advanceNow();
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
            advanceNow();
        }

        @Override
        public void ticked(long nowMillis) {
            head.tick(nowMillis);
            boolean left = true;
            while (left) {
                left = head.fireByClock(nowMillis);
            }
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
        int handled = tick(maxRecords, nowNanos, nowMillis);
        while (handled < maxRecords && !output.blocked() && !ticking) {
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
            wakeNanos = wakeNanos == 0 || calls.dueNanos() - wakeNanos < 0 ? calls.dueNanos() : wakeNanos;
        }
        return handled;
    }

    /** What is taken is taken whole, so it is the answers that are to come first. */
    private boolean isFull() {
        return calls != null && calls.isFull();
    }

    /**
     * Fires timers that are due by the clock, between two elements, as long as there is room for what they emit.
     * Returns how many.
     */
    private int tick(int maxTimers, long nowNanos, long nowMillis) {
        if (!ticking && head.nextTick() <= nowMillis && !hasTaken() && !output.blocked()) {
            taking.ticked(nowMillis);
            tickMillis = nowMillis;
            ticking = true;
            head.tick(nowMillis);
        }
        int fired = 0;
        while (ticking && fired < maxTimers && !output.blocked()) {
            ticking = head.fireByClock(tickMillis);
            fired++;
        }
        long next = head.nextTick();
        wakeNanos = next == Long.MAX_VALUE ? 0 : nowNanos + Math.min(MAX_WAKE_MILLIS, next - nowMillis) * MILLI;
        return fired;
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
        taking.took(number(current()), next); // all of it is processed before anything else is taken
        laps.took();
        counts(current());
        batch = next;
    }

    /** Records have come on an input: it counts again if it was idle, and that goes on before they are handled. */
    private void counts(InputCursor at) {
        if (watermarks.hasIdle()) {
            watermarks.active(number(at));
        }
    }

    @Override
    public void onBarrier(Barrier barrier) {
        InputCursor at = current();
        // Not processed while the protocol looks: a snapshot taken now points at the barrier.
        kept = false;
        if (!recovery.repeatsNumbers()) {
            watermarks.mark(number(at));
        }
        recovery.barrier(at.id(), barrier);
        if (kept) {
            blocked.put(at, barrier);
        } else {
            pass(at, barrier);
        }
    }

    @Override
    public void onLap(Lap lap) {
        InputCursor at = current();
        taking.took(number(at), lap);
        goRound(at, lap);
        recovery.processed(at.id(), lap);
    }

    @Override
    public void onWatermark(Watermark watermark) {
        InputCursor at = current();
        taking.took(number(at), watermark);
        took(at, watermark);
        advancing = watermark; // all that follows from it is done before anything else is taken
    }

    private void took(InputCursor at, Watermark watermark) {
        at.processed(watermark.lastSequence());
        watermarks.came(number(at), watermark);
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
            fireOne();
        }
        Element watermark = advancing;
        if (watermark != null) {
            advancing = null;
            recovery.processed(current().id(), watermark);
        }
        return Math.max(1, fired);
    }

    /** Fires all timers that are due, and has the watermark go on. */
    private void advanceNow() {
        while (watermarks.isBehind()) {
            fireOne();
        }
    }

    private void fireOne() {
        if (calls != null) {
            calls.watermark(watermarks.pass(), watermarks.isIdle());
            return;
        }
        if (watermarks.hasAdvanced()) {
            clock.watermark(watermarks.reached());
            if (head.fire(watermarks.reached())) {
                return;
            }
        }
        long millis = watermarks.pass();
        output.watermark(millis, watermarks.isIdle());
    }

    private void goRound(InputCursor at, Lap lap) {
        at.processed(lap.lastSequence());
        laps.came(at.id(), lap);
        goOn();
    }

    /** A lap goes on, if that was what it waited for. */
    private void goOn() {
        laps.goOn(openInputs());
        if (laps.isOver()) {
            turns.closeAll();
        }
    }

    /** An input will bring nothing more, not even its end. */
    private void lost() {
        all.stream().filter(each -> !open.contains(each)).forEach(each -> watermarks.ended(number(each)));
        goOn();
        advanceNow();
    }

    private boolean isBlocked(InputCursor input) {
        return !blocked.isEmpty() && blocked.containsKey(input);
    }

    @Override
    public void onEnd(EndOfStream end) {
        InputCursor at = current();
        kept = false;
        recovery.end(at.id());
        if (kept) {
            blocked.put(at, end);
        } else {
            finish(at, end);
        }
    }

    private void pass(InputCursor at, Barrier barrier) {
        taking.passed(number(at), barrier);
        at.processed(barrier.lastSequence());
    }

    private void finish(InputCursor at, EndOfStream end) {
        taking.took(number(at), end);
        close(at, end);
        recovery.processed(at.id(), end);
    }

    private void close(InputCursor at, EndOfStream end) {
        at.processed(end.lastSequence());
        turns.close(at);
        watermarks.ended(number(at));
        goOn();
        advanceNow();
    }

    private int number(InputCursor at) {
        return numbers.getOrDefault(at, 0);
    }

    @Override
    public boolean repeats() {
        return replay != null && replay.isOn();
    }

    @Override
    public boolean hasTaken() {
        return batch != null || advancing != null || ticking;
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
        Map<InputCursor, Element> free = new LinkedHashMap<>(blocked);
        blocked.clear();
        free.forEach((at, element) -> {
            if (element instanceof EndOfStream end) {
                finish(at, end);
            } else if (element instanceof Barrier barrier) {
                pass(at, barrier);
            }
        });
    }

    @Override
    public void unblock(ChannelId channel) {
        InputCursor at = find(channel);
        if (blocked.remove(at) instanceof Barrier barrier) {
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
    public List<ChannelId> openInputs() {
        return open.stream().map(InputCursor::id).toList();
    }

    @Override
    public List<ChannelId> endedInputs() {
        return all.stream()
                .filter(each -> !open.contains(each))
                .map(InputCursor::id)
                .toList();
    }

    @Override
    public List<ChannelId> arrivedEnds() {
        return all.stream()
                .filter(each -> !open.contains(each) || each.endArrived() || blocked.get(each) instanceof EndOfStream)
                .map(InputCursor::id)
                .toList();
    }

    @Override
    public Map<ChannelId, Long> nextSequences() {
        Map<ChannelId, Long> next = new LinkedHashMap<>();
        all.forEach(each -> next.put(each.id(), each.nextSequence()));
        return next;
    }

    @Override
    public Map<ChannelId, Long> arrived() {
        Map<ChannelId, Long> arrived = new LinkedHashMap<>();
        all.forEach(each -> arrived.put(each.id(), each.arrived()));
        return arrived;
    }

    @Override
    public SourcePositions positions() {
        return SourcePositions.none();
    }

    @Override
    public void positionsRecorded() {}

    @Override
    public Map<ChannelId, Long> disconnect(Predicate<ChannelId> channels) {
        Map<ChannelId, Long> arrived = new LinkedHashMap<>();
        for (InputCursor each : all) {
            if (channels.test(each.id())) {
                arrived.put(each.id(), each.disconnect());
            }
        }
        return arrived;
    }

    @Override
    public void connect(InputChannel connection) {
        find(connection.id()).connect(connection);
    }

    private InputCursor find(ChannelId channel) {
        return all.stream()
                .filter(each -> each.id().equals(channel))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no channel %s enters this task".formatted(channel)));
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
        return open.isEmpty() && !hasTaken() && (calls == null || calls.inFlight() == 0);
    }

    @Override
    public long nextNanos() {
        return wakeNanos;
    }

    @Override
    public long abandon(boolean forGood) {
        long lost = batch == null ? 0 : batch.size() - position;
        lost += calls == null ? 0 : calls.inFlight();
        batch = null;
        for (InputCursor each : open) {
            if (forGood) {
                each.abandon(); // else producers wait for who comes next, and do not route around it
            }
            Element element;
            while ((element = each.pollLeft()) != null) {
                lost += element instanceof Batch left ? left.size() : 0;
            }
        }
        open.clear();
        return lost;
    }

    @Override
    public void close() {}
}
