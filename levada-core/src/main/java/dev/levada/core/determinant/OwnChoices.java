package dev.levada.core.determinant;

import dev.levada.api.codec.ByteOutput;
import org.jspecify.annotations.Nullable;

/**
 * What an attempt has chosen itself and nobody has taken yet. What happens many times in a row is one determinant,
 * written when something else is next. Confined to the task; allocates nothing for a record.
 */
final class OwnChoices {
    private final DeterminantWriter written = new DeterminantWriter();
    private final ReadAhead ahead;
    private final long[] ends;
    /** Which taking or reading goes on and is not written. */
    private @Nullable DeterminantKind run;

    private int runSubject;
    private long runValue;
    /** How often the time was told since then, and has not changed; written behind it. */
    private int times;

    private long passed;

    /**
     * Nothing yet.
     *
     * @param ahead what the log has told of its source before
     * @param ends for each input, the last number up to which it was taken from in this epoch; moved on from here
     */
    OwnChoices(ReadAhead ahead, long[] ends) {
        this.ahead = ahead;
        this.ends = ends;
    }

    boolean isEmpty() {
        return run == null && times == 0 && written.size() == 0;
    }

    byte[] take() {
        endRun();
        return written.take();
    }

    void order(int input, long upTo) {
        if (run == DeterminantKind.ORDER && runSubject == input) {
            runValue = upTo;
        } else {
            begin(DeterminantKind.ORDER, input, upTo);
        }
    }

    void content(int input, long upTo, ByteOutput element) {
        endRun();
        written.writeContent(input, upTo - ends[input], element.array(), element.size());
        ends[input] = upTo;
    }

    void read(int split) {
        if (ahead.took(split)) {
            return;
        }
        if (run == DeterminantKind.READ && runSubject == split) {
            runValue++;
        } else {
            begin(DeterminantKind.READ, split, 1);
        }
    }

    void readAhead(int split, long records) {
        if (ahead.left(split) == 0) {
            breakOff();
        }
        written.write(DeterminantKind.READ, split, records);
        ahead.add(split, records);
    }

    void ended(int split) {
        begin(DeterminantKind.READ, split, 0);
        endRun();
    }

    /** @param lastMillis what was told last in this epoch */
    void time(long nowMillis, long lastMillis) {
        if (times > 0 && nowMillis == lastMillis) {
            times++;
            return;
        }
        if (times > 0) {
            endRun();
        }
        endAhead();
        times = 1;
        passed = nowMillis - lastMillis;
    }

    void result(int outcome, byte[] bytes) {
        endRun();
        endAhead();
        written.writeResult(outcome, bytes);
    }

    void answer(int call, int outcome, byte[] bytes) {
        breakOff();
        written.writeAnswer(call, outcome, bytes);
    }

    /** Chooses what does not happen many times in a row. */
    void once(DeterminantKind kind, int subject, long value) {
        breakOff();
        written.write(kind, subject, value);
    }

    private void begin(DeterminantKind kind, int subject, long value) {
        breakOff();
        run = kind;
        runSubject = subject;
        runValue = value;
    }

    /** Something is chosen that does not follow from what is read: not behind what the log has read ahead. */
    private void breakOff() {
        endRun();
        takeBack();
    }

    private void takeBack() {
        long unread = ahead.takeBack();
        if (unread > 0) {
            written.write(DeterminantKind.UNREAD, 0, unread);
        }
    }

    /** What is chosen follows from a record that was read: so it stands behind that one, and it will be so again. */
    private void endAhead() {
        takeBack();
        ahead.end();
    }

    private void endRun() {
        DeterminantKind ended = run;
        if (ended == DeterminantKind.ORDER) {
            written.write(ended, runSubject, runValue - ends[runSubject]);
            ends[runSubject] = runValue;
        } else if (ended != null) {
            written.write(ended, runSubject, runValue);
        }
        run = null;
        if (times > 0) {
            written.write(DeterminantKind.TIME, times, passed);
            times = 0;
        }
    }
}
