package dev.levada.recovery.backtrack;

import static java.util.Objects.requireNonNull;

import dev.levada.core.element.Batch;
import dev.levada.core.element.Element;
import dev.levada.core.plan.ChannelId;
import dev.levada.core.recovery.ForwardingControl;
import dev.levada.core.recovery.ForwardingRecovery;
import dev.levada.core.recovery.LogControl;
import dev.levada.core.recovery.TaskControl;
import dev.levada.core.recovery.TaskRecovery;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Ends windows within epochs, too: takes a snapshot after so many records, which holds all that was sent and may be
 * asked for, and acknowledges its input when that is in the store. Another attempt goes back to the newest.
 *
 * <p>One snapshot is on its way to the store at a time, and what is taken meanwhile is in the next window: so however
 * short windows are to be, they are as long as the store takes. Where the task logs, the end of a window is in the log,
 * and what is logged behind it follows from the snapshot and the log from there on.
 */
final class WindowedTask extends ForwardingRecovery {
    private final int records;
    private @Nullable TaskControl task;
    /** Whether another attempt would go back to them. */
    private boolean ends = true;

    private long epoch;
    /** The last window that has ended in this epoch; 0 if none has. */
    private long number;
    /** How many records of input were taken since the last one ended. */
    private long taken;
    /** The window whose snapshot is on its way to the store; 0 if none is. */
    private long onItsWay;
    /** Where it stood in its inputs. */
    private Map<ChannelId, Long> ended = new LinkedHashMap<>();

    /**
     * As backtracking to epochs.
     *
     * @param epochs ends windows with epochs
     * @param records from 1
     */
    WindowedTask(TaskRecovery epochs, int records) {
        super(epochs);
        this.records = records;
    }

    private TaskControl task() {
        return requireNonNull(task);
    }

    @Override
    public void attach(TaskControl control) {
        task = control;
        epoch = control.startEpoch();
        number = control.startWindow();
        if (number > 0 && logs()) {
            control.log().window(number); // so the log of this attempt says from where it is
        }
        super.attach(new ForwardingControl(control) {
            @Override
            public void cut(long next, boolean holdsSent) {
                beginEpoch(next);
                super.cut(next, holdsSent);
            }

            @Override
            public void pass(long next) {
                beginEpoch(next);
                super.pass(next);
            }
        });
        if (number > 0) {
            acknowledge(control.nextSequences()); // the attempt before may not have come to it
        }
    }

    /** If the last window could not be stored, the next one is tried again. */
    private void beginEpoch(long next) {
        epoch = next;
        number = 0;
        taken = 0;
        onItsWay = 0;
    }

    @Override
    public void processed(ChannelId channel, Element element) {
        super.processed(channel, element);
        // Behind the end of the last input it would come between that and what operators do because of it.
        if (element instanceof Batch batch) {
            taken += batch.size();
            if (taken >= records && onItsWay == 0 && ends) {
                endWindow();
            }
        }
    }

    private void endWindow() {
        Map<ChannelId, Long> next = task().nextSequences();
        if (!task().endWindow(number + 1)) {
            ends = false;
            return;
        }
        number++;
        taken = 0;
        onItsWay = number;
        ended = next;
        if (logs()) {
            markInLog();
        }
    }

    /** What is not in a snapshot begins anew behind it. */
    private void markInLog() {
        LogControl log = task().log();
        log.window(number);
        log.reseed();
        log.restartTurns();
    }

    @Override
    public void windowAgain(long again) {
        number = again;
        taken = 0;
        markInLog();
    }

    /** No attempt goes back to before this window's end. */
    @Override
    public void windowStored(long ofEpoch, long stored) {
        super.windowStored(ofEpoch, stored);
        if (ofEpoch == epoch && stored == onItsWay) {
            onItsWay = 0;
            acknowledge(ended);
        }
    }

    private void acknowledge(Map<ChannelId, Long> next) {
        next.forEach((input, first) -> task().acknowledge(input, first - 1));
    }
}
