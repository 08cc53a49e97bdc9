package dev.levada.core.task;

import dev.levada.api.connector.SourceReader.Status;
import dev.levada.core.determinant.DeterminantKind;
import dev.levada.core.determinant.DeterminantLog;
import java.util.LinkedHashSet;
import java.util.Set;

/** Reads a source as an earlier attempt did, while there is something of its log left and the source has it already. */
final class SourceReplay {
    private final DeterminantLog log;
    private final Effects effects;
    /** The splits whose end was found before the earlier attempt had found it. */
    private final Set<Integer> atEnd = new LinkedHashSet<>();

    private int split;
    /** How many records the earlier attempt had read of the split before it did something else. */
    private long left;

    /** What a replay has its source do; splits go by their numbers in the log. */
    interface Effects {

        /** Reads at most so many records. */
        Status read(int split, int maxRecords);

        /** A split ends here. */
        void ended(int split);

        /** A watermark was told here. */
        void toldTime();

        /** A split went idle here. */
        void wentIdle(int split);

        /** An epoch ends here. */
        void cutAgain(long epoch, boolean snapshot);
    }

    SourceReplay(DeterminantLog log, Effects effects) {
        this.log = log;
        this.effects = effects;
    }

    boolean isOn() {
        return left > 0 || log.repeats();
    }

    /** Goes on, by at most so many records. */
    void read(int maxRecords) {
        DeterminantKind next = left > 0 ? null : log.next();
        if (next == DeterminantKind.CUT) {
            effects.cutAgain(log.value(), log.subject() == 1);
            return;
        }
        if (next == DeterminantKind.WATERMARK) {
            log.takeWatermark();
            effects.toldTime();
            return;
        }
        if (next == DeterminantKind.IDLE) {
            effects.wentIdle(log.takeIdle());
            return;
        }
        if (next == DeterminantKind.READ) {
            split = log.subject();
            if (log.value() == 0) {
                end();
                return;
            }
            left = log.takeRead();
        } else if (next != null) {
            throw log.diverged("reads its source");
        }
        if (left > 0 && effects.read(split, (int) Math.min(maxRecords, left)) == Status.END) {
            atEnd.add(split);
            left = 0; // more was never read, whatever the log has said before
        }
    }

    /** The end was a read of its own, or comes with the last record. */
    private void end() {
        if (atEnd.contains(split) || effects.read(split, 1) == Status.END) {
            log.takeRead();
            effects.ended(split);
        }
    }

    /** A record was read. */
    void took(int from) {
        if (left > 0) {
            left--;
        } else if (log.repeats()) {
            throw log.diverged("has a record where the end of a split was");
        } else {
            log.read(from);
        }
    }

    /** Whether the end of a split was found in the replay, and not processed. */
    boolean isAtEnd(int number) {
        return atEnd.contains(number);
    }
}
