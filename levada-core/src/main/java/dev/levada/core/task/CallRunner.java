package dev.levada.core.task;

import static java.util.Objects.requireNonNull;

import dev.levada.api.codec.ByteInput;
import dev.levada.api.codec.ByteOutput;
import dev.levada.api.codec.Codec;
import dev.levada.api.graph.Definition;
import dev.levada.api.graph.Operator;
import dev.levada.api.operator.AsyncCalls;
import dev.levada.api.operator.AsyncFunction;
import dev.levada.api.operator.DeadLetter;
import dev.levada.api.operator.ErrorPolicy;
import dev.levada.api.operator.Mapper;
import dev.levada.core.channel.EventClock;
import dev.levada.core.channel.OutputGate;
import dev.levada.core.channel.Receiver;
import dev.levada.core.codec.StableHash;
import dev.levada.core.determinant.DeterminantLog;
import dev.levada.core.element.EventTime;
import dev.levada.core.snapshot.OperatorSnapshot;
import dev.levada.core.state.KeyedState;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Has calls made for the records that come, and emits the answers. It is the first of its chain: answers go on between
 * two elements of the task's input, and where choices are logged that is one, with the answer. What was not answered is
 * in the snapshot, be the call made or not; in a replay none is made before all that was logged has gone on again.
 *
 * <p>A call whose answer has come and has not gone on counts as one in flight: it is made again after a failure.
 */
final class CallRunner implements Station {
    private static final int VALUE = 0;
    private static final int NOTHING = 1;
    private static final int FAILURE = 2;

    private final String name;
    private final AsyncCalls settings;
    private final @Nullable Mapper<Object, Object> key;
    private final ErrorPolicy onError;
    private final KeyedState state;
    private final boolean dealt;
    private final Services services;
    private final CallKeys keys;
    private final Codec<Object> codec;
    private final EventClock clock;
    private final OperatorCounters counters;
    private final Receiver main;
    private final Receiver deadLetters;
    private final OutputGate output;
    private final CallMaker maker;
    private final @Nullable DeterminantLog log;
    private final EpochViews views;
    private final ByteOutput scratch = new ByteOutput(64);

    /** In any order: those whose answer may go on, as they came. */
    private final ArrayDeque<PendingCall> answered = new ArrayDeque<>();

    private @Nullable CallQueue queue;
    /** How many of the queue, from its first, were made. */
    private int begun;

    /**
     * One operator of one task.
     *
     * @param dealt whether the state may have been several tasks'
     */
    @SuppressWarnings("unchecked") // the topology gave it a stream of what it takes
    CallRunner(
            Operator operator,
            Definition.Call definition,
            KeyedState state,
            boolean dealt,
            Services services,
            CallKeys keys,
            Codec<Object> codec,
            EventClock clock,
            OperatorCounters counters,
            Receiver main,
            Receiver deadLetters,
            OutputGate output,
            CallHost host,
            @Nullable DeterminantLog log) {
        this.name = operator.name();
        this.settings = definition.calls();
        this.key = TaskFactory.key(definition.key());
        this.onError = operator.onError();
        this.state = state;
        this.views = new EpochViews(operator.name(), state);
        this.dealt = dealt;
        this.services = services;
        this.keys = keys;
        this.codec = codec;
        this.clock = clock;
        this.counters = counters;
        this.main = main;
        this.deadLetters = deadLetters;
        this.output = output;
        this.log = log;
        this.maker = new CallMaker(
                (AsyncFunction<Object, Object>) definition.function(),
                settings,
                onError.attempts(),
                host,
                counters,
                this::answered);
    }

    private CallQueue queue() {
        return requireNonNull(queue);
    }

    @Override
    public void open() {
        CallQueue all = new CallQueue(state, dealt);
        state.checkAllClaimed();
        queue = all;
        if (!dealt) {
            all.reached().ifPresent(clock::watermark);
        }
    }

    // Records come in

    @Override
    public void accept(Object value) {
        counters.in++;
        try {
            long number = services.nextCall();
            String idempotencyKey = keys.of(number, value);
            Object by = key == null ? idempotencyKey : key.apply(value);
            PendingCall call = new PendingCall(
                    idempotencyKey, by, StableHash.of(by), number, value, clock.eventTime(), clock.watermark());
            call.bornNanos = output.bornNanos();
            queue().add(call);
        } catch (Exception e) {
            counters.errors++;
            throw OperatorException.onRecord(name, value, 1, e);
        }
        begin();
    }

    /** How far event time has come in what comes in: as soon as all before it has gone on, that goes on. */
    void watermark(long millis, boolean idle) {
        KeptCall.Held watermark = new KeptCall.Held(millis, idle);
        if (queue().isEmpty()) {
            say(watermark);
        } else {
            queue().hold(watermark);
        }
    }

    /** Nobody need wait for a task that has nothing in flight, and for no other. */
    private void say(KeptCall.Held watermark) {
        clock.watermark(watermark.millis());
        output.watermark(watermark.millis(), watermark.idle() && queue().isEmpty());
    }

    // Calls

    /** Whether no further input may be taken. */
    boolean isFull() {
        return queue().size() >= settings.inFlight();
    }

    /** How many records have come whose answers have not gone on. */
    int inFlight() {
        return queue == null ? 0 : queue.size();
    }

    /** In a replay the answers are in the log. */
    private boolean mayCall() {
        return log == null || log.mayChoose();
    }

    private void begin() {
        if (mayCall()) {
            int most = Math.min(settings.inFlight(), queue().size());
            while (begun < most) {
                maker.make(queue().get(begun++));
            }
        }
    }

    /** Takes in what has come, gives up what takes too long, and makes calls that may be made. */
    void turn(long nowNanos) {
        maker.now(nowNanos);
        if (mayCall()) {
            maker.takeIn();
            begin();
        }
    }

    /** When the next call is given up, in monotonic time; 0 if none was made. */
    long dueNanos() {
        return maker.dueNanos();
    }

    private void answered(PendingCall call) {
        if (!settings.ordered()) {
            answered.add(call);
        }
    }

    // Answers go on

    /** Has the next answer go on that may; whether there was one. */
    boolean goOn() {
        PendingCall next = settings.ordered() ? first() : answered.poll();
        CallHost.Answer answer = next == null ? null : next.answer;
        if (next == null || answer == null) {
            if (log != null && inFlight() > 0) {
                log.checkGoesOn("has an answer go on");
            }
            return false;
        }
        int index = settings.ordered() ? 0 : queue().indexOf(next);
        Throwable failure = answer.failure();
        if (failure != null && onError.action() == ErrorPolicy.Action.FAIL) {
            throw OperatorException.onRecord(name, next.value, next.attempts, failure); // another attempt asks again
        }
        String reason = failure == null ? "" : OperatorException.reason(failure);
        int outcome = failure != null ? FAILURE : answer.value() == null ? NOTHING : VALUE;
        if (log != null) {
            log.answer(index, outcome, bytes(outcome, answer.value(), reason));
        }
        goOn(index, outcome, answer.value(), reason);
        begin();
        return true;
    }

    private @Nullable PendingCall first() {
        return queue().isEmpty() ? null : queue().get(0);
    }

    private byte[] bytes(int outcome, @Nullable Object value, String reason) {
        if (outcome == VALUE) {
            scratch.clear();
            codec.write(requireNonNull(value), scratch);
            return scratch.toByteArray();
        }
        return reason.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Has an answer go on as an earlier attempt had.
     *
     * @param index whose, of those that are in flight
     */
    void goOnAgain(int index, int outcome, byte[] bytes) {
        if (index >= queue().size()) {
            throw requireNonNull(log).diverged("has %d calls in flight".formatted(queue().size()));
        }
        Object value = outcome == VALUE ? codec.read(new ByteInput(bytes)) : null;
        goOn(index, outcome, value, new String(bytes, StandardCharsets.UTF_8));
    }

    private void goOn(int index, int outcome, @Nullable Object value, String reason) {
        PendingCall call = queue().get(index);
        KeptCall.Held watermark = queue().remove(index);
        begun -= index < begun ? 1 : 0;
        output.bornNanos(call.bornNanos == 0 ? maker.nowNanos() : call.bornNanos);
        clock.eventTime(call.eventTime);
        if (outcome == FAILURE) {
            dropped(call, reason);
        } else if (value != null) {
            counters.out++;
            main.accept(value);
        }
        clock.eventTime(EventTime.NONE);
        if (watermark != null) {
            say(watermark);
        }
    }

    private void dropped(PendingCall call, String reason) {
        if (onError.action() == ErrorPolicy.Action.DEAD_LETTER) {
            counters.out++;
            deadLetters.accept(new DeadLetter(name, OperatorException.shorten(call.value), reason));
        } else {
            counters.dropped++;
        }
    }

    // Epochs

    @Override
    public OperatorSnapshot snapshot(long epoch) {
        queue().keep(clock.watermark());
        return views.snapshot(epoch);
    }

    @Override
    public OperatorSnapshot window() {
        queue().keep(clock.watermark());
        return views.window();
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
    public void close() {
        maker.close();
    }

    @Override
    public OperatorCounters counters() {
        return counters;
    }
}
