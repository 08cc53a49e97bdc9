package dev.levada.core.determinant;

import static java.util.Objects.requireNonNull;

import dev.levada.api.codec.ByteOutput;
import dev.levada.core.plan.TaskId;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The determinants of one attempt: it repeats what it has taken over from earlier attempts as long as that lasts, and
 * adds its own behind. Confined to the task. Allocates nothing for a record.
 *
 * <p>What happens many times in a row is one determinant: taking from one input, reading one split, the same time told.
 * It is written when something else is next, or when somebody has to know how far the log goes. Numbers count from the
 * last of their kind in the epoch, so a log can be read from the beginning of any epoch.
 */
public final class DeterminantLog {
    /** The subject of a {@link DeterminantKind#CUT} that ends a window within an epoch. */
    public static final int WINDOW = 2;

    private final TaskId task;
    private final DeterminantReader taken;
    private final ReadAhead ahead;
    private final OwnChoices own;
    private @Nullable TakenOver takenOver;
    private long handedOver;
    private long epoch;
    /** For each input, the last number up to which it was taken from in this epoch. */
    private final long[] ends;
    /** For each input, the last number up to which it was taken from in a replay. */
    private final long[] reached;

    /** For each input, up to which number it is taken from in what is to be repeated. */
    private final long[] repeated;

    private long toReplay;
    private long replayed;

    private long millis;
    /** How often more the time is as told last, in a replay. */
    private int timesLeft;

    private boolean onlyRepeats;
    private boolean follows;
    /** While it follows: how many of those left {@link DeterminantReader#begins begin} something. */
    private int beginnings;

    /**
     * The log of an attempt that begins.
     *
     * @param task whose
     * @param processed for each input of the task, the last number that is in the state that it goes back to
     * @param epoch the epoch that it goes back to
     * @param takenOver since then; see {@link DeterminantSlice#takenOver}
     */
    public DeterminantLog(TaskId task, long[] processed, long epoch, byte[] takenOver) {
        this.task = task;
        this.ends = new long[processed.length];
        this.reached = processed.clone();
        this.repeated = processed.clone();
        this.toReplay = elements(takenOver, repeated);
        this.epoch = epoch;
        this.taken = new DeterminantReader(takenOver);
        this.ahead = new ReadAhead(takenOver);
        this.own = new OwnChoices(ahead, ends);
        this.takenOver = new TakenOver(takenOver, epoch);
    }

    /** How many elements a log has a task take from its inputs, or records from its source. */
    private static long elements(byte[] log, long[] reached) {
        DeterminantReader reader = new DeterminantReader(log);
        long[] ends = new long[reached.length];
        long sum = 0;
        for (; reader.hasNext(); reader.take()) {
            switch (reader.kind()) {
                case ORDER, CONTENT -> {
                    int input = reader.subject();
                    ends[input] += reader.value();
                    sum += ends[input] - reached[input];
                    reached[input] = ends[input];
                }
                case READ -> sum += reader.value();
                case UNREAD -> sum -= reader.value();
                case CUT -> Arrays.fill(ends, 0);
                case TIME, SEED, RESULT, WATERMARK, IDLE, TIMER, ANSWER -> {}
            }
        }
        return sum;
    }

    /** Nothing may be chosen that is not in the log: what would be is a {@link LogEndedError}. */
    public void onlyRepeat() {
        onlyRepeats = true;
    }

    /**
     * Another attempt chooses, and its choices are repeated here as they become known. Something is begun only when it
     * is known what was begun next: then all is known that was chosen meanwhile. Until it {@link #lead leads}, nothing
     * is chosen here.
     */
    public void follow() {
        follows = true;
        onlyRepeats = true;
        beginnings = beginnings(requireNonNull(takenOver).bytes());
    }

    /** Whether another attempt chooses. */
    public boolean follows() {
        return follows;
    }

    /** The attempt that is followed has chosen more. */
    public void add(byte[] more) {
        taken.add(more);
        beginnings += beginnings(more);
    }

    /** How many bytes of what there is to repeat were not begun. */
    public long bytesLeft() {
        return taken.bytesLeft();
    }

    private static int beginnings(byte[] log) {
        DeterminantReader reader = new DeterminantReader(log);
        int count = 0;
        for (; reader.hasNext(); reader.take()) {
            count += reader.begins() ? 1 : 0;
        }
        return count;
    }

    /**
     * From here on it chooses, once it has repeated all that it was given.
     *
     * @param chosen all that was chosen since an epoch: all of it is in here by now, or was repeated
     * @param since that epoch, which it has begun
     */
    public void lead(byte[] chosen, long since) {
        follows = false;
        onlyRepeats = false;
        takenOver = new TakenOver(chosen, since);
        elements(chosen, repeated);
        toReplay = replayed;
        for (int input = 0; input < repeated.length; input++) {
            toReplay += repeated[input] - reached[input];
        }
    }

    private void choose(String deed) {
        if (onlyRepeats) {
            throw new LogEndedError(task.toString(), deed, epoch);
        }
    }

    /** How many elements of the inputs, or records of the source, there were to be repeated. */
    public long toReplay() {
        return toReplay;
    }

    /** Up to which number an input is taken from until everything is repeated. */
    public long repeatedUpTo(int input) {
        return repeated[input];
    }

    /** How many of them were begun with. */
    public long replayed() {
        return replayed;
    }

    // What is chosen again in a replay without being asked for

    /** Whether there is something left to repeat. */
    public boolean repeats() {
        return follows || timesLeft > 0 || hasTaken();
    }

    /** Whether all was repeated, and what is done next is chosen here. */
    public boolean mayChoose() {
        return !onlyRepeats && !repeats();
    }

    /**
     * The task waits for something, which would be chosen.
     *
     * @throws LogEndedError if all was repeated and nothing may be chosen
     */
    public void checkGoesOn(String deed) {
        if (!repeats()) {
            choose(deed);
        }
    }

    private boolean hasTaken() {
        while (taken.hasNext() && taken.kind() == DeterminantKind.UNREAD) {
            taken.take(); // its reads know
        }
        return taken.hasNext();
    }

    /** The time as it is, or as it was. */
    public long time(long nowMillis) {
        if (timesLeft > 0) {
            timesLeft--;
            return millis;
        }
        if (hasTaken()) {
            expect(DeterminantKind.TIME, "asks for the time");
            millis += taken.value();
            timesLeft = taken.subject() - 1;
            return millis;
        }
        choose("asks for the time");
        own.time(nowMillis, millis);
        millis = nowMillis;
        return nowMillis;
    }

    /** A new seed, or the one that was drawn here. */
    public long seed(long fresh) {
        if (hasTaken()) {
            expect(DeterminantKind.SEED, "draws a seed");
            return taken.value();
        }
        choose("draws a seed");
        own.once(DeterminantKind.SEED, 0, fresh);
        return fresh;
    }

    /** Whether {@link #nextResult} has what the next call to the outside gave; otherwise it may be made. */
    public boolean hasResult() {
        boolean has = hasTaken();
        if (!has) {
            choose("calls something outside");
        }
        return has;
    }

    /** What the next call gave: its bytes and outcome are in the reader. */
    public DeterminantReader nextResult() {
        expect(DeterminantKind.RESULT, "calls something outside");
        return taken;
    }

    /**
     * A call to the outside gave something.
     *
     * @param outcome see {@link DeterminantKind#RESULT}
     */
    public void result(int outcome, byte[] bytes) {
        own.result(outcome, bytes);
    }

    // What is chosen live, and asked for in a replay

    /** The task takes from an input up to a number. */
    public void order(int input, long upTo) {
        choose("takes its input");
        own.order(input, upTo);
    }

    /**
     * The task takes an element from an input, up to a number.
     *
     * @param element how it is written, by itself
     */
    public void content(int input, long upTo, ByteOutput element) {
        choose("takes its input");
        own.content(input, upTo, element);
    }

    /** A source has read another record of a split. */
    public void read(int split) {
        choose("reads its source");
        own.read(split);
    }

    /** Whether {@link #readAhead} saves anything: not where what is read has choices follow. */
    public boolean mayReadAhead() {
        return !ahead.isOver();
    }

    /** Of how many records of a split the log tells that were not read yet. */
    public long readAhead(int split) {
        return ahead.left(split);
    }

    /**
     * A source will read so many records of a split next, behind those of which the log tells already; they are there,
     * or will be. If it chooses something else before, that is as if it had not said so.
     */
    public void readAhead(int split, long records) {
        choose("reads its source");
        own.readAhead(split, records);
    }

    /** A source has found the end of a split. */
    public void ended(int split) {
        choose("reads its source");
        own.ended(split);
    }

    /** A source says how far event time has come. */
    public void watermark() {
        choose("says how far event time has come");
        own.once(DeterminantKind.WATERMARK, 0, 0);
    }

    /** A source waits for a split no more. */
    public void idle(int split) {
        choose("waits for a split no more");
        own.once(DeterminantKind.IDLE, split, 0);
    }

    /** The task has its timers fire that are due at a time of day. */
    public void timers(long nowMillis) {
        choose("has timers fire");
        own.once(DeterminantKind.TIMER, 0, nowMillis);
    }

    /**
     * The task has the answer to a call go on.
     *
     * @param call which one of those in flight
     * @param outcome see {@link DeterminantKind#RESULT}
     */
    public void answer(int call, int outcome, byte[] bytes) {
        choose("has an answer go on");
        own.answer(call, outcome, bytes);
    }

    /** The task ends an epoch: here, or where it was. */
    public void cut(long next, boolean snapshot) {
        if (hasTaken()) {
            expect(DeterminantKind.CUT, "ends an epoch");
            if (taken.value() != next || taken.subject() != (snapshot ? 1 : 0)) {
                throw diverged("begins epoch %d".formatted(next));
            }
        } else {
            choose("ends an epoch");
            own.once(DeterminantKind.CUT, snapshot ? 1 : 0, next);
        }
    }

    /** The task ends a window within an epoch: here, or where it was. What is counted in the epoch counts anew. */
    public void window(long number) {
        if (hasTaken()) {
            expect(DeterminantKind.CUT, "ends a window");
            if (!taken.endsWindow() || taken.value() != number) {
                throw diverged("ends window %d".formatted(number));
            }
        } else {
            choose("ends a window");
            own.once(DeterminantKind.CUT, WINDOW, number);
        }
        restart();
    }

    private void restart() {
        Arrays.fill(ends, 0);
        millis = 0;
    }

    /** The epoch that {@link #cut} has begun: what was written before has to be taken. */
    public void begin(long newEpoch) {
        epoch = newEpoch;
        restart();
    }

    /** The kind of what is to be repeated next; null if nothing is, or may be yet. */
    public @Nullable DeterminantKind next() {
        if (follows && beginnings < 2) {
            return null;
        }
        if (timesLeft > 0) {
            throw diverged("takes its next input and has asked for the time %d times less".formatted(timesLeft));
        }
        return hasTaken() ? taken.kind() : null;
    }

    /** What {@link #next} is about. */
    public int subject() {
        return taken.subject();
    }

    /** What {@link #next} says of it. */
    public long value() {
        return taken.value();
    }

    /** Takes an order: up to which number of its {@link #subject input}. */
    public long takeOrder() {
        return takeInput(DeterminantKind.ORDER);
    }

    /** Takes an element that was taken: up to which number of its {@link #subject input}. */
    public long takeContent() {
        return takeInput(DeterminantKind.CONTENT);
    }

    private long takeInput(DeterminantKind kind) {
        expect(kind, "takes its input");
        int input = taken.subject();
        ends[input] += taken.value();
        replayed += ends[input] - reached[input];
        reached[input] = ends[input];
        return ends[input];
    }

    /**
     * Takes a read: how many records of its {@link #subject split} it was; none of its end, or if it came to nothing.
     */
    public long takeRead() {
        expect(DeterminantKind.READ, "reads its source");
        long records = ahead.next();
        replayed += records;
        return records;
    }

    /** Takes a watermark. */
    public void takeWatermark() {
        expect(DeterminantKind.WATERMARK, "says how far event time has come");
    }

    /** Takes that a split went idle. Returns which. */
    public int takeIdle() {
        expect(DeterminantKind.IDLE, "waits for a split no more");
        return taken.subject();
    }

    /** Takes that timers fired. Returns which: those that were due at that time of day. */
    public long takeTimers() {
        expect(DeterminantKind.TIMER, "has timers fire");
        return taken.value();
    }

    /** Takes an answer. Returns its outcome; {@link #bytes} are then what it was. */
    public int takeAnswer() {
        expect(DeterminantKind.ANSWER, "has an answer go on");
        return (int) taken.value();
    }

    /**
     * What came with what was taken last: how an {@link #takeContent element} was written, or an {@link #takeAnswer
     * answer}.
     */
    public byte[] bytes() {
        return taken.bytes();
    }

    private void expect(DeterminantKind kind, String deed) {
        if (taken.kind() != kind || timesLeft > 0) {
            throw diverged(deed);
        }
        if (follows && taken.begins()) {
            beginnings--;
        }
        taken.take();
    }

    /** What a task does now is not what an earlier attempt did. */
    public ReplayDivergedException diverged(String deed) {
        return new ReplayDivergedException(
                ("task %s %s in the replay of epoch %d, and an earlier attempt had %s %d/%d there; the operators must do the"
                                + " same again for the same input: take time, chance and calls to the outside from their"
                                + " context only")
                        .formatted(task, deed, epoch, taken.kind(), taken.subject(), taken.value()));
    }

    // What becomes of it

    /** The last epoch that had begun before what is {@link #take taken} next. */
    public long epoch() {
        return takenOver == null ? epoch : takenOver.epoch();
    }

    /** Whether there is something that was not {@link #take taken}. */
    public boolean hasMore() {
        return takenOver != null || !own.isEmpty();
    }

    /**
     * All of what was taken over that is too much for the first slice, in slices that come before it and count only
     * with it. For logs of which every reader knows that there are such.
     */
    public List<DeterminantSlice> takeBefore(long attempt) {
        return takenOver == null ? List.of() : takenOver.takeParts(task, attempt);
    }

    /** All that was chosen since the last time; at first, with all that was taken over. */
    public byte[] take() {
        byte[] bytes = own.take();
        if (takenOver != null) {
            byte[] before = takenOver.bytes();
            takenOver = null;
            byte[] both = Arrays.copyOf(before, before.length + bytes.length);
            System.arraycopy(bytes, 0, both, before.length, bytes.length);
            bytes = both;
            handedOver = 1; // that the attempt has begun is worth a position of its own
        }
        handedOver += bytes.length;
        return bytes;
    }

    /** How far the log goes that was {@link #take taken}; 0 if nothing was, and more than 0 afterwards. */
    public long position() {
        return handedOver;
    }
}
