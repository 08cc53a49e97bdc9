package dev.levada.core.task;

import dev.levada.api.TimeWindows;
import dev.levada.api.graph.Operator;
import dev.levada.api.operator.Context;
import dev.levada.api.operator.DeadLetter;
import dev.levada.api.operator.ErrorPolicy;
import dev.levada.api.operator.ExternalCall;
import dev.levada.api.operator.Mapper;
import dev.levada.api.operator.Processor;
import dev.levada.api.operator.SideOutput;
import dev.levada.api.operator.Timers;
import dev.levada.api.state.CounterState;
import dev.levada.api.state.ListState;
import dev.levada.api.state.MapState;
import dev.levada.api.state.ReducingState;
import dev.levada.api.state.ValueState;
import dev.levada.core.channel.EventClock;
import dev.levada.core.channel.Receiver;
import dev.levada.core.element.Batch;
import dev.levada.core.element.EventTime;
import dev.levada.core.snapshot.OperatorSnapshot;
import dev.levada.core.state.KeyedState;
import dev.levada.core.state.KeyedTimers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BinaryOperator;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Runs a processor: gives it its context, counts, and does what its error policy says. */
final class OperatorRunner implements Station, Context<Object> {
    private static final String LATE = TimeWindows.lateRecords().name();

    private final String name;
    private final Processor<Object, Object> processor;
    private final @Nullable Mapper<Object, Object> key;
    private final ErrorPolicy onError;
    private final boolean forgiving;
    private final KeyedState state;
    private final Services services;
    private final EventClock clock;
    private final OperatorCounters counters;
    private final Receiver main;
    private final Map<String, Receiver> sides;
    private final int subtask;
    private final int parallelism;
    private final boolean inLoop;
    private final EpochViews views;

    private @Nullable OperatorTimers timers;

    /** What a call under a forgiving error policy has emitted so far; null while nothing is held back. */
    private @Nullable List<Runnable> held;
    /** What failed further down while this operator emitted: not its own failure, and not its to catch. */
    private @Nullable RuntimeException downstream;

    /**
     * One operator of one task.
     *
     * @param key by which it keeps state, or null
     * @param main where its main output leads
     * @param sides where the side outputs that somebody reads lead
     */
    OperatorRunner(
            Operator operator,
            Processor<Object, Object> processor,
            @Nullable Mapper<Object, Object> key,
            Services services,
            EventClock clock,
            OperatorCounters counters,
            Receiver main,
            Map<String, Receiver> sides,
            int subtask,
            int parallelism,
            boolean inLoop,
            KeyedState state) {
        this.name = operator.name();
        this.processor = processor;
        this.key = key;
        this.onError = operator.onError();
        this.forgiving = !onError.failsAtOnce();
        this.state = state;
        this.views = new EpochViews(operator.name(), state);
        this.services = services;
        this.clock = clock;
        this.counters = counters;
        this.main = main;
        this.sides = sides;
        this.subtask = subtask;
        this.parallelism = parallelism;
        this.inLoop = inLoop;
    }

    @Override
    public void accept(Object value, int hash) {
        if (key != null) {
            try {
                state.select(key.apply(value), hash);
            } catch (Exception e) {
                throw OperatorException.onRecord(name, value, 1, e);
            }
        }
        accept(value);
    }

    @Override
    public void expect(Batch batch, int from, int to) {
        if (key != null) {
            state.expect(batch, from, to);
        }
    }

    @Override
    public void accept(Object value) {
        counters.in++;
        if (forgiving) {
            tryTo(value, () -> processor.process(value, this));
            return;
        }
        try {
            processor.process(value, this);
        } catch (Throwable t) { // an Error too is to name the operator and the record
            throw failed(value, 1, t);
        }
        passOn();
    }

    /** Throws what failed further down, even if the operator caught it. */
    private void passOn() {
        if (downstream != null) {
            throw downstream;
        }
    }

    private RuntimeException failed(Object value, int attempts, Throwable cause) {
        if (downstream != null) {
            return downstream;
        }
        counters.errors++;
        return OperatorException.onRecord(name, value, attempts, cause);
    }

    /** Output is held back until the call has succeeded, so that a failed one leaves nothing behind downstream. */
    private void tryTo(Object value, Deed deed) {
        List<Runnable> emitted = new ArrayList<>();
        for (int attempt = 1; attempt <= onError.attempts(); attempt++) {
            held = emitted;
            try {
                deed.run();
                held = null;
                break;
            } catch (Exception e) {
                held = null;
                emitted.clear();
                counters.errors++;
                if (attempt == onError.attempts()) {
                    giveUp(value, e);
                }
            } catch (Error e) { // no policy goes on after it
                throw failed(value, attempt, e);
            }
        }
        emitted.forEach(Runnable::run);
    }

    private void giveUp(Object value, Exception cause) {
        switch (onError.action()) {
            case FAIL -> throw OperatorException.onRecord(name, value, onError.attempts(), cause);
            case SKIP -> counters.dropped++;
            case DEAD_LETTER ->
                emit(
                        DeadLetter.OUTPUT,
                        new DeadLetter(name, OperatorException.shorten(value), OperatorException.reason(cause)));
        }
    }

    @Override
    public void emit(Object value) {
        if (held != null) {
            hold(main, value);
        } else {
            send(main, value);
        }
    }

    @Override
    public <S> void emit(SideOutput<S> output, S value) {
        if (LATE.equals(output.name())) {
            counters.late++;
        }
        Receiver side = sides.get(output.name());
        if (side == null) {
            counters.dropped++;
        } else if (held != null) {
            hold(side, value);
        } else {
            send(side, value);
        }
    }

    private void hold(Receiver receiver, Object value) {
        long millis = clock.eventTime();
        if (held != null) {
            held.add(() -> at(millis, () -> send(receiver, value)));
        }
    }

    @Override
    public void emitAt(long eventTimeMillis, Object value) {
        requireTimed("emits at an event time");
        at(eventTimeMillis, () -> emit(value));
    }

    private void at(long millis, Runnable deed) {
        long inHand = clock.eventTime();
        clock.eventTime(millis);
        deed.run();
        clock.eventTime(inHand);
    }

    private void send(Receiver receiver, Object value) {
        counters.out++;
        try {
            receiver.accept(value);
        } catch (RuntimeException e) {
            downstream = e;
            throw e;
        }
    }

    @Override
    public void open() {
        run("open", () -> processor.open(this));
        if (key != null) {
            state.checkAllClaimed();
        }
    }

    @Override
    public OperatorSnapshot snapshot(long epoch) {
        return key == null ? Station.super.snapshot(epoch) : views.snapshot(epoch);
    }

    @Override
    public OperatorSnapshot window() {
        return key == null ? Station.super.window() : views.window();
    }

    @Override
    public void complete(long upTo) {
        views.complete(upTo);
    }

    @Override
    public void lead() {
        views.lead();
    }

    @Override
    public boolean fire(long watermark) {
        if (timers == null || !timers.isDue(watermark)) {
            return false;
        }
        long millis = timers.takeFirst();
        clock.eventTime(millis);
        fire(millis, () -> processor.onTimer(millis, this));
        return true;
    }

    @Override
    public long nextTick() {
        return timers == null ? KeyedTimers.NEVER : timers.nextByClock();
    }

    @Override
    public void tick(long nowMillis) {
        if (timers != null) {
            timers.tick(nowMillis);
        }
    }

    @Override
    public boolean fireByClock(long nowMillis) {
        if (timers == null || !timers.isDueByClock(nowMillis)) {
            return false;
        }
        long millis = timers.takeFirstByClock();
        clock.eventTime(EventTime.NONE);
        fire(millis, () -> processor.onProcessingTimer(millis, this));
        return true;
    }

    private void fire(long millis, Deed deed) {
        if (forgiving) {
            tryTo(new Due(millis, state.key()), deed);
            return;
        }
        try {
            deed.run();
        } catch (Throwable t) { // as in accept()
            throw failed(new Due(millis, state.key()), 1, t);
        }
        passOn();
    }

    /** What is in hand when a timer fires. */
    private record Due(long millis, Object key) {
        @Override
        public String toString() {
            return "(timer at %d of key %s)".formatted(millis, key);
        }
    }

    @Override
    public void end() {
        if (timers != null) {
            timers.end();
            boolean any = true;
            while (any) {
                any = fire(EventTime.END) || fireByClock(KeyedTimers.NEVER);
            }
        }
        clock.eventTime(EventTime.NONE);
        state.deselect();
        run("end", () -> processor.end(this));
    }

    @Override
    public void close() {
        downstream = null; // told already
        run("close", processor::close);
    }

    private interface Deed {
        void run() throws Exception;
    }

    private void run(String what, Deed deed) {
        try {
            deed.run();
        } catch (Throwable t) { // as in accept()
            passOn();
            counters.errors++;
            throw OperatorException.during(name, what, t);
        }
        passOn();
    }

    @Override
    public OperatorCounters counters() {
        return counters;
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the stream's key type is the caller's
    public <K> K key() {
        return (K) state.key();
    }

    @Override
    public void forEachKey(Runnable action) {
        state.forEachKey(action);
    }

    @Override
    public <V> ValueState<V> value(String stateName, V initial) {
        return state.value(stateName, initial);
    }

    @Override
    public CounterState counter(String stateName) {
        return state.counter(stateName);
    }

    @Override
    public <V> ListState<V> list(String stateName) {
        return state.list(stateName);
    }

    @Override
    public <K, V> MapState<K, V> map(String stateName) {
        return state.map(stateName);
    }

    @Override
    public <V> ReducingState<V> reducing(String stateName, BinaryOperator<V> reducer) {
        return state.reducing(stateName, reducer);
    }

    @Override
    public <K, V> MapState<K, V> broadcastMap(String stateName) {
        if (key == null) {
            throw new IllegalStateException(
                    "operator '%s' asks for broadcast state and reads nothing that is broadcast; say connect(...) with broadcast()"
                            .formatted(name));
        }
        return state.broadcastMap(stateName);
    }

    @Override
    public Timers timers() {
        if (key == null) {
            throw new IllegalStateException(
                    "operator '%s' asks for timers, which are kept by key; put it on a stream made by keyBy(...)"
                            .formatted(name));
        }
        OperatorTimers declared = new OperatorTimers(state, clock, inLoop);
        timers = declared;
        return declared;
    }

    private void requireTimed(String deed) {
        if (!clock.isTimed()) {
            throw new IllegalStateException(
                    "operator '%s' %s, and nothing that it reads has an event time; say eventTime(...) right behind the source"
                            .formatted(name, deed));
        }
    }

    @Override
    public long eventTime() {
        long millis = clock.eventTime();
        if (millis == EventTime.NONE) {
            throw new IllegalStateException(
                    ("operator '%s' asks when its record happened, which is not known: say eventTime(...) right behind its"
                                    + " source; what is emitted in end(...) needs emitAt(...)")
                            .formatted(name));
        }
        return millis;
    }

    @Override
    public long watermark() {
        return clock.watermark();
    }

    @Override
    public long nowMillis() {
        return services.nowMillis();
    }

    @Override
    public RandomGenerator random() {
        return services.random();
    }

    @Override
    public UUID uuid() {
        return services.uuid();
    }

    @Override
    public <R> R external(String callName, ExternalCall<R> call) throws Exception {
        return services.external(callName, call);
    }

    @Override
    public String operator() {
        return name;
    }

    @Override
    public int subtask() {
        return subtask;
    }

    @Override
    public int parallelism() {
        return parallelism;
    }
}
