package dev.levada.core.task;

import dev.levada.api.codec.ByteInput;
import dev.levada.core.channel.ElementCodec;
import dev.levada.core.channel.EventClock;
import dev.levada.core.channel.InputCursor;
import dev.levada.core.channel.Spill;
import dev.levada.core.determinant.DeterminantKind;
import dev.levada.core.determinant.DeterminantLog;
import dev.levada.core.element.Barrier;
import dev.levada.core.element.Batch;
import dev.levada.core.element.Element;
import dev.levada.core.element.ElementHandler;
import dev.levada.core.element.EndOfStream;
import dev.levada.core.element.Lap;
import dev.levada.core.element.Watermark;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes elements from the channels as an earlier attempt did, while there is something of its log left. It goes on
 * although the output is blocked: nobody may wait for room behind somebody who waits for this task, and all that it
 * makes is kept anyway.
 *
 * <p>A barrier on the way is of an epoch that has begun, or it would be behind the cut in the log.
 *
 * <p>Where the log holds the elements, too, they come from there, and nothing is waited for. Barriers are not among
 * them: the log says that they were passed, behind the cut if that was at them.
 */
final class ChannelReplay implements ElementHandler {
    private final DeterminantLog log;
    private final List<InputCursor> all;
    private final List<InputCursor> open;
    private final Map<InputCursor, Element> blocked;
    private final Station head;
    private final Effects effects;
    private final EventClock clock;
    private final @Nullable ElementCodec content;
    private @Nullable InputCursor from;
    private long upTo;
    private int budget;
    /** The last input has ended: operators hear of it before anything else is done again. */
    private boolean allEnded;

    /** What a replay has its input do. */
    interface Effects {

        /** Some records of a batch are about to be handled. */
        void taken(InputCursor at, Batch batch);

        /** Whether an input brings the barrier of an epoch before the task has begun it. */
        boolean bringsBarrier(InputCursor at);

        /** A lap of a loop has come. */
        void lapped(InputCursor at, Lap lap);

        /** A watermark has come. */
        void advanced(InputCursor at, Watermark watermark);

        /** The timers fired here that were due at a time of day. */
        void ticked(long nowMillis);

        /** The answer to a call went on here; whether none is left in flight. */
        boolean answered(int call, int outcome, byte[] bytes);

        /** Whether epochs end behind the barriers of an input. */
        boolean alignsOn(InputCursor at);

        /** An epoch ends here. */
        void cutAgain(long epoch, boolean snapshot);

        /** A window within an epoch ends here. */
        void windowAgain(long number);

        /** An input ends here. */
        void ended(InputCursor at, EndOfStream end);
    }

    ChannelReplay(
            DeterminantLog log,
            List<InputCursor> all,
            List<InputCursor> open,
            Map<InputCursor, Element> blocked,
            Station head,
            Effects effects,
            EventClock clock,
            @Nullable ElementCodec content) {
        this.log = log;
        this.all = all;
        this.open = open;
        this.blocked = blocked;
        this.head = head;
        this.effects = effects;
        this.clock = clock;
        this.content = content;
    }

    boolean isOn() {
        return from != null || log.repeats();
    }

    /** Handles at most so many records. Returns how many. */
    int read(int maxRecords) {
        budget = maxRecords;
        allEnded = false;
        while (budget > 0 && !allEnded) {
            if (!goOn()) {
                gather();
                break;
            }
        }
        return maxRecords - budget;
    }

    /** Whether there was something to do, or nothing is left. */
    private boolean goOn() {
        InputCursor at = from;
        if (at == null) {
            return begin();
        }
        if (at.nextSequence() > upTo) {
            from = null;
            return true;
        }
        return take(at);
    }

    /**
     * What is to come first is not there, and it may be that it cannot come: its producer may wait for room on another
     * channel of this task's, or of another one that repeats, in a circle. When all this was done first there was room,
     * in other batches and over other connections. So room is made: for what was taken then, and for as much as may
     * have been on its way besides.
     */
    private void gather() {
        for (int input = 0; input < all.size(); input++) {
            all.get(input).gather(log.repeatedUpTo(input) + Spill.STANDARD_BUDGET_RECORDS / all.size());
        }
    }

    private boolean take(InputCursor at) {
        Element element = at.poll();
        if (element == null) {
            return false;
        }
        element.deliverTo(this);
        return true;
    }

    /** Begins with what is next in the log; whether there is something and all of it is here. */
    private boolean begin() {
        DeterminantKind next = log.next();
        if (next == null) {
            return false;
        }
        switch (next) {
            case ORDER -> {
                InputCursor at = all.get(log.subject());
                upTo = log.takeOrder();
                if (content == null) {
                    from = at;
                } else {
                    at.passed(upTo);
                }
            }
            case CONTENT -> takeLogged(all.get(log.subject()));
            case CUT -> {
                if (log.subject() == DeterminantLog.WINDOW) {
                    effects.windowAgain(log.value());
                    return true;
                }
                if (content == null && log.subject() == 1 && !barriersAreNext(log.value())) {
                    return false;
                }
                effects.cutAgain(log.value(), log.subject() == 1);
            }
            case TIMER -> effects.ticked(log.takeTimers());
            case ANSWER -> takeAnswer();
            case READ, UNREAD, TIME, SEED, RESULT, WATERMARK, IDLE -> throw log.diverged("takes its next input");
        }
        return true;
    }

    private void takeAnswer() {
        int call = log.subject();
        int outcome = log.takeAnswer();
        budget--;
        allEnded = effects.answered(call, outcome, log.bytes()) && open.isEmpty();
    }

    private void takeLogged(InputCursor at) {
        if (content == null) {
            throw log.diverged("takes its next input");
        }
        upTo = log.takeContent();
        at.putBack(content.read(new ByteInput(log.bytes())));
        from = at;
    }

    private boolean barriersAreNext(long epoch) {
        boolean all = true;
        for (InputCursor each : open) {
            all &= !effects.bringsBarrier(each)
                    || blocked.containsKey(each)
                    || !effects.alignsOn(each)
                    || barrierIsNext(each, epoch);
        }
        return all;
    }

    private boolean barrierIsNext(InputCursor at, long epoch) {
        Element element;
        while ((element = at.poll()) != null) {
            if (!(element instanceof Barrier barrier) || barrier.epoch() > epoch) {
                throw log.diverged("has %s %d to %d before a barrier on %s, where it is at %d,"
                        .formatted(
                                element.getClass().getSimpleName(),
                                element.firstSequence(),
                                element.lastSequence(),
                                at.id(),
                                at.nextSequence()));
            }
            if (barrier.epoch() == epoch) {
                blocked.put(at, barrier);
                return true;
            }
            at.processed(barrier.lastSequence());
        }
        return false;
    }

    @Override
    public void onBatch(Batch batch) {
        InputCursor at = current();
        int first = at.overlap(batch);
        int end = (int) Math.min(Math.min(batch.size(), (long) first + budget), upTo - batch.firstSequence() + 1);
        effects.taken(at, batch);
        for (int i = first; i < end; i++) {
            clock.eventTime(batch.time(i));
            head.accept(batch.value(i), batch.hash(i));
        }
        at.processed(batch.firstSequence() + end - 1);
        if (end < batch.size()) {
            at.putBack(batch);
        }
        budget -= end - first;
    }

    @Override
    public void onBarrier(Barrier barrier) {
        current().processed(barrier.lastSequence());
    }

    @Override
    public void onLap(Lap lap) {
        effects.lapped(current(), lap);
        allEnded = open.isEmpty();
    }

    @Override
    public void onWatermark(Watermark watermark) {
        effects.advanced(current(), watermark);
    }

    @Override
    public void onEnd(EndOfStream end) {
        effects.ended(current(), end);
        allEnded = open.isEmpty();
    }

    private InputCursor current() {
        if (from == null) {
            throw new IllegalStateException("an element came from no channel");
        }
        return from;
    }
}
