package dev.levada.core.task;

import dev.levada.api.connector.BadInputException;
import dev.levada.api.connector.MalformedRecordException;
import dev.levada.api.connector.Source;
import dev.levada.api.connector.SourceOutput;
import dev.levada.api.connector.SourceReader;
import dev.levada.api.connector.SourceReader.Status;
import dev.levada.api.graph.Operator;
import dev.levada.api.operator.DeadLetter;
import dev.levada.api.operator.ErrorPolicy;
import dev.levada.core.channel.EventClock;
import dev.levada.core.channel.InputChannel;
import dev.levada.core.channel.OutputGate;
import dev.levada.core.channel.Receiver;
import dev.levada.core.determinant.DeterminantLog;
import dev.levada.core.element.EventTime;
import dev.levada.core.plan.ChannelId;
import dev.levada.core.recovery.SourcePositions;
import dev.levada.core.recovery.SourcePositions.Split;
import dev.levada.core.recovery.TaskRecovery;
import dev.levada.core.snapshot.LoopState;
import dev.levada.core.snapshot.WatermarkState;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads the splits of a source that are this task's, a few at a time, in turn. */
final class SourceInput implements TaskInput, SourceOutput<Object>, PositionGate.Exit {
    /** How many splits are open at once: they may be files, of which a process cannot open any number. */
    private static final int MAX_OPEN = 16;

    private final String name;
    private final Source<Object> source;
    private final ErrorPolicy onError;
    private final OutputGate output;
    private final LatencyListener latency;
    private final OperatorCounters counters;
    private final Receiver main;
    private final Receiver deadLetters;
    private final TaskRecovery recovery;
    private final PositionGate gate;
    private final EventClock clock;
    private final @Nullable SplitTimes times;
    private final ArrayDeque<Split> unread = new ArrayDeque<>();
    private final List<Reading> readings = new ArrayList<>();
    private final List<Split> ended = new ArrayList<>();
    private final @Nullable DeterminantLog log;
    private final boolean foreseen;
    /** The number of each split in the log. */
    private final Map<String, Integer> numbers = new LinkedHashMap<>();

    private final @Nullable SourceReplay replay;
    private final LogLead lead = new LogLead();
    private int turn;
    private long nextNanos;
    private long firstDueNanos;
    private int emitted;
    /** How many watermarks were told again in a replay. */
    private int toldAgain;

    /** What failed further down while the source emitted: not its own failure, and not its to catch. */
    private @Nullable RuntimeException downstream;

    SourceInput(
            Operator operator,
            Source<Object> source,
            List<Split> splits,
            OutputGate output,
            TaskRecovery recovery,
            PositionGate gate,
            LatencyListener latency,
            OperatorCounters counters,
            Receiver main,
            Receiver deadLetters,
            EventClock clock,
            @Nullable SplitTimes times,
            @Nullable DeterminantLog log) {
        this.name = operator.name();
        this.source = source;
        this.onError = operator.onError();
        this.output = output;
        this.latency = latency;
        this.counters = counters;
        this.main = main;
        this.deadLetters = deadLetters;
        this.recovery = recovery;
        this.gate = gate;
        this.clock = clock;
        this.times = times;
        this.log = log;
        this.foreseen = source.predetermined();
        this.replay = log == null ? null : new SourceReplay(log, new AsBefore());
        splits.forEach(split -> numbers.put(split.split(), numbers.size()));
        splits.forEach(split -> (split.ended() ? ended : unread).add(split));
    }

    /** @param number of the split in the log */
    private record Reading(int number, String split, SourceReader<Object> reader) {
        Split position(boolean atEnd, @Nullable SplitTimes times) {
            return times == null
                    ? new Split(split, reader.position(), atEnd)
                    : times.position(split, number, reader.position(), atEnd);
        }
    }

    @Override
    public int read(int maxRecords, long nowNanos, long nowMillis) {
        long malformedBefore = counters.errors;
        nextNanos = 0;
        if (gate.waiting()) {
            return 0;
        }
        openReaders();
        int told = tellTime(nowNanos);
        if (replay != null && replay.isOn()) {
            firstDueNanos = nowNanos;
            output.bornNanos(nowNanos);
            told = toldAgain;
            replay.read(maxRecords);
            return toldAgain - told + told(malformedBefore);
        }
        for (int untried = readings.size(); untried > 0 && emitted == 0; untried--) {
            turn = turn + 1 < readings.size() ? turn + 1 : 0;
            Reading reading = readings.get(turn);
            firstDueNanos = nowNanos;
            output.bornNanos(nowNanos);
            logAhead(reading, nowNanos);
            switch (isAtEnd(reading) ? Status.END : readFrom(reading.reader(), maxRecords, nowNanos)) {
                case END -> {
                    if (log != null) {
                        log.ended(reading.number());
                    }
                    end(reading);
                    idleUntil(nowNanos); // another split can be opened at once
                }
                case IDLE -> foundNothing(reading, nowNanos);
                case MORE -> {}
            }
        }
        lead.read(emitted);
        if (times != null && times.dueNanos() != 0) {
            idleUntil(times.dueNanos());
        }
        return told + told(malformedBefore);
    }

    /** Where it follows from the input alone what is read next, the log says it before: then nothing waits for it. */
    private void logAhead(Reading reading, long nowNanos) {
        if (log != null && foreseen && readings.size() == 1 && unread.isEmpty() && log.mayReadAhead()) {
            long wanted = lead.records(nowNanos);
            long told = log.readAhead(reading.number());
            if (told < wanted / 2) {
                log.readAhead(reading.number(), wanted - told);
            }
        }
    }

    private void foundNothing(Reading reading, long nowNanos) {
        idleUntil(reading.reader().nextNanos());
        if (times != null && emitted == 0) {
            idleUntil(times.readNothing(reading.number(), nowNanos));
        }
    }

    /**
     * Says how far event time has come in what has gone on, if it is time to, or if a split goes idle which counted in
     * that; what was read last is all gone on.
     */
    private int tellTime(long nowNanos) {
        if (times == null || repeats()) {
            return 0;
        }
        int told = 0;
        for (int split = times.nextIdle(); split >= 0; split = times.nextIdle()) {
            if (times.hasAdvanced()) {
                told += tellNow(nowNanos, times);
            }
            if (log != null) {
                log.idle(split);
            }
            times.idle(split);
        }
        return times.isDue(nowNanos) ? told + tellNow(nowNanos, times) : told;
    }

    private int tellNow(long nowNanos, SplitTimes by) {
        if (log != null) {
            log.watermark();
        }
        sayTime(nowNanos, by);
        return 1;
    }

    private void sayTime(long nowNanos, SplitTimes by) {
        long millis = by.tell(nowNanos);
        clock.watermark(millis);
        output.watermark(millis, by.toldIdle());
    }

    private void end(Reading reading) {
        if (times != null) {
            times.ended(reading.number());
        }
        ended.add(reading.position(true, times));
        readings.remove(reading);
        turn--;
        close(reading.reader());
    }

    private boolean isAtEnd(Reading reading) {
        return replay != null && replay.isAtEnd(reading.number());
    }

    @Override
    public boolean repeats() {
        return replay != null && replay.isOn();
    }

    @Override
    public boolean hasTaken() {
        return false;
    }

    private final class AsBefore implements SourceReplay.Effects {
        @Override
        public Status read(int split, int maxRecords) {
            turn = indexOf(split);
            return readFrom(readings.get(turn).reader(), maxRecords, firstDueNanos);
        }

        @Override
        public void ended(int split) {
            turn = indexOf(split);
            end(readings.get(turn));
        }

        @Override
        public void toldTime() {
            sayTime(firstDueNanos, dated());
            toldAgain++;
        }

        @Override
        public void wentIdle(int split) {
            dated().idle(split);
        }

        private SplitTimes dated() {
            if (times == null) {
                throw new IllegalStateException("source '%s' has no event time, and its log has".formatted(name));
            }
            return times;
        }

        @Override
        public void cutAgain(long epoch, boolean snapshot) {
            recovery.cutAgain(epoch, snapshot);
        }
    }

    private int indexOf(int split) {
        for (int i = 0; i < readings.size(); i++) {
            if (readings.get(i).number() == split) {
                return i;
            }
        }
        throw new IllegalStateException("source '%s' reads split %d again, which is not open".formatted(name, split));
    }

    private void tookOne() {
        if (replay != null) {
            replay.took(readings.get(turn).number());
        }
    }

    private int told(long malformedBefore) {
        int handled = emitted + (int) (counters.errors - malformedBefore);
        if (handled > 0 || gate.holds()) {
            gate.readTo(this::positions);
            recovery.sourceRead();
        }
        return handled;
    }

    @Override
    public SourcePositions positions() {
        List<Split> splits = new ArrayList<>(ended);
        readings.forEach(reading -> splits.add(reading.position(false, times)));
        splits.addAll(unread);
        return new SourcePositions(splits);
    }

    @Override
    public void positionsRecorded() {
        gate.recorded();
    }

    private Status readFrom(SourceReader<Object> reader, int maxRecords, long nowNanos) {
        try {
            Status status = reader.read(this, maxRecords, nowNanos);
            passOn();
            return status;
        } catch (Throwable t) { // an Error too is to name the source
            passOn();
            throw failed("read", t);
        }
    }

    /** Throws what failed further down, even if the reader caught it. */
    private void passOn() {
        if (downstream != null) {
            throw downstream;
        }
    }

    private RuntimeException failed(String deed, Throwable cause) {
        return cause instanceof BadInputException bad ? bad : OperatorException.during(name, deed, cause);
    }

    private void openReaders() {
        while (readings.size() < MAX_OPEN && !unread.isEmpty()) {
            Split split = unread.remove();
            try {
                SourceReader<Object> reader = source.open(split.split(), split.position());
                readings.add(new Reading(numbers.getOrDefault(split.split(), 0), split.split(), reader));
            } catch (IOException | RuntimeException e) {
                throw failed("open " + split.split(), e);
            }
        }
    }

    private void idleUntil(long nanos) {
        if (nextNanos == 0 || (nanos != 0 && nanos - nextNanos < 0)) {
            nextNanos = nanos;
        }
    }

    private void close(SourceReader<Object> reader) {
        try {
            reader.close();
        } catch (IOException | RuntimeException e) {
            throw failed("close", e);
        }
    }

    @Override
    public void reportLatency(long nowNanos) {
        if (emitted > 0) {
            latency.recorded(nowNanos - firstDueNanos, emitted);
            emitted = 0;
        }
    }

    @Override
    public void emit(Object value) {
        emitted++;
        tookOne();
        if (times == null || isDated(value, times)) {
            counters.out++;
            gate.pass(main, value, this);
        }
    }

    private boolean isDated(Object value, SplitTimes by) {
        try {
            long millis = by.of(value);
            by.read(readings.get(turn).number(), millis);
            clock.eventTime(millis);
            return true;
        } catch (Exception e) {
            counters.errors++;
            dispose(
                    OperatorException.onRecord(name, value, 1, e),
                    new DeadLetter(name, OperatorException.shorten(value), OperatorException.reason(e)));
            return false;
        }
    }

    @Override
    public void send(Receiver receiver, Object value) {
        try {
            if (times != null && receiver == main && recovery.positionFirst()) {
                clock.eventTime(timeAgain(times, value)); // it was held back, and others were read since
            }
            receiver.accept(value);
        } catch (RuntimeException e) {
            downstream = e;
            throw e;
        }
    }

    @Override
    public void emit(Object value, long dueNanos) {
        if (emitted == 0) {
            firstDueNanos = dueNanos;
        }
        output.bornNanos(dueNanos);
        emit(value);
    }

    @Override
    public void malformed(MalformedRecordException problem) {
        counters.errors++;
        tookOne();
        clock.eventTime(EventTime.NONE);
        dispose(
                OperatorException.during(name, "read", problem),
                new DeadLetter(name, OperatorException.shorten(problem.raw()), String.valueOf(problem.getMessage())));
    }

    private void dispose(RuntimeException failure, DeadLetter letter) {
        switch (onError.action()) {
            case FAIL -> {
                downstream = failure;
                throw failure;
            }
            case SKIP -> counters.dropped++;
            case DEAD_LETTER -> gate.pass(deadLetters, letter, this);
        }
    }

    private static long timeAgain(SplitTimes by, Object value) {
        try {
            return by.of(value);
        } catch (Exception e) {
            throw new IllegalStateException("the event time of a record is not there a second time: " + value, e);
        }
    }

    @Override
    public boolean ended() {
        return readings.isEmpty() && unread.isEmpty() && !gate.waiting();
    }

    @Override
    public long nextNanos() {
        return nextNanos;
    }

    @Override
    public void takeFairly(boolean inTurn) {}

    @Override
    public LoopState loop() {
        return LoopState.none();
    }

    @Override
    public WatermarkState watermarks() {
        return times == null
                ? WatermarkState.none()
                : new WatermarkState(times.told(), times.toldIdle(), new LinkedHashMap<>(), List.of());
    }

    @Override
    public List<ChannelId> openInputs() {
        return List.of();
    }

    @Override
    public List<ChannelId> endedInputs() {
        return List.of();
    }

    @Override
    public List<ChannelId> arrivedEnds() {
        return List.of();
    }

    @Override
    public void keepBlocked() {}

    @Override
    public void unblock() {}

    @Override
    public void unblock(ChannelId channel) {}

    @Override
    public void givenUp(long epoch) {}

    @Override
    public Map<ChannelId, Long> nextSequences() {
        return new LinkedHashMap<>();
    }

    @Override
    public Map<ChannelId, Long> arrived() {
        return new LinkedHashMap<>();
    }

    @Override
    public Map<ChannelId, Long> disconnect(Predicate<ChannelId> channels) {
        return new LinkedHashMap<>();
    }

    @Override
    public void connect(InputChannel connection) {
        throw new IllegalArgumentException("no channel %s enters source '%s'".formatted(connection.id(), name));
    }

    @Override
    public long abandon(boolean forGood) {
        close();
        return gate.abandon();
    }

    @Override
    public void close() {
        unread.clear();
        RuntimeException first = null;
        for (Reading reading : readings) {
            try {
                close(reading.reader());
            } catch (RuntimeException e) {
                first = first == null ? e : first;
            }
        }
        readings.clear();
        if (first != null) {
            throw first;
        }
    }
}
