package dev.levada.core.task;

import dev.levada.api.connector.MalformedRecordException;
import dev.levada.api.connector.Source;
import dev.levada.api.connector.SourceOutput;
import dev.levada.api.connector.SourceReader;
import dev.levada.api.connector.SourceReader.Status;
import dev.levada.api.graph.Operator;
import dev.levada.api.operator.DeadLetter;
import dev.levada.api.operator.ErrorPolicy;
import dev.levada.core.channel.EventClock;
import dev.levada.core.channel.OutputGate;
import dev.levada.core.channel.Receiver;
import dev.levada.core.determinant.DeterminantLog;
import dev.levada.core.element.EventTime;
import dev.levada.core.recovery.SourcePositions;
import dev.levada.core.recovery.SourcePositions.Split;
import dev.levada.core.recovery.TaskRecovery;
import dev.levada.core.snapshot.WatermarkState;
import dev.levada.core.task.SourceSplits.Reading;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the splits of a source that are this task's, a few at a time, in turn. */
final class SourceInput implements TaskInput, SourceOutput<Object>, PositionGate.Exit {
    private final String name;
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
    private final SourceSplits splits;
    private final InputChannels channels = InputChannels.none();
    private final @Nullable DeterminantLog log;
    private final boolean foreseen;
    private final @Nullable SourceReplay replay;
    private final LogLead lead = new LogLead();
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
        this.splits = new SourceSplits(operator.name(), source, splits, times);
    }

    @Override
    public int read(int maxRecords, long nowNanos, long nowMillis) {
        long malformedBefore = counters.errors;
        nextNanos = 0;
        if (gate.waiting()) {
            return 0;
        }
        splits.open();
        int told = tellTime(nowNanos);
        if (replay != null && replay.isOn()) {
            firstDueNanos = nowNanos;
            output.bornNanos(nowNanos);
            told = toldAgain;
            replay.read(maxRecords);
            return toldAgain - told + told(malformedBefore);
        }
        for (int untried = splits.countOpen(); untried > 0 && emitted == 0; untried--) {
            Reading reading = splits.next();
            firstDueNanos = nowNanos;
            output.bornNanos(nowNanos);
            logAhead(reading, nowNanos);
            switch (isAtEnd(reading) ? Status.END : readFrom(reading.reader(), maxRecords, nowNanos)) {
                case END -> {
                    if (log != null) {
                        log.ended(reading.number());
                    }
                    splits.endCurrent();
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
        if (log != null && foreseen && splits.isOnlyOne() && log.mayReadAhead()) {
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
            return readFrom(splits.turnTo(split).reader(), maxRecords, firstDueNanos);
        }

        @Override
        public void ended(int split) {
            splits.turnTo(split);
            splits.endCurrent();
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

    private void tookOne() {
        if (replay != null) {
            replay.took(splits.current().number());
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
        return splits.positions();
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
            throw splits.failed("read", t);
        }
    }

    /** Throws what failed further down, even if the reader caught it. */
    private void passOn() {
        if (downstream != null) {
            throw downstream;
        }
    }

    private void idleUntil(long nanos) {
        if (nextNanos == 0 || (nanos != 0 && nanos - nextNanos < 0)) {
            nextNanos = nanos;
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
            by.read(splits.current().number(), millis);
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
        return splits.isEmpty() && !gate.waiting();
    }

    @Override
    public long nextNanos() {
        return nextNanos;
    }

    @Override
    public InputChannels channels() {
        return channels;
    }

    @Override
    public WatermarkState watermarks() {
        return times == null
                ? WatermarkState.none()
                : new WatermarkState(times.told(), times.toldIdle(), new LinkedHashMap<>(), List.of());
    }

    @Override
    public long abandon(boolean forGood) {
        close();
        return gate.abandon();
    }

    @Override
    public void close() {
        splits.close();
    }
}
