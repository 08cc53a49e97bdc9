package dev.levada.core.task;

import dev.levada.core.channel.InputCursor;
import dev.levada.core.element.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which input is next, of those that have not ended: each in its turn. What comes back in a loop comes before that, so
 * that no more goes round than has to, unless all are to be taken {@link #fairly}. Confined to the task.
 */
final class InputTurns {
    private final List<InputCursor> open;
    private final List<InputCursor> comingBack;
    private final Predicate<InputCursor> blocked;
    private final Runnable afterLoss;
    private int turn;
    private int turnBack;
    private boolean fair;
    private @Nullable Element element;

    /**
     * All are open.
     *
     * @param comesBack of which inputs records have been here before
     * @param blocked from which nothing is taken for now
     * @param afterLoss called when an input is closed because its producer is gone
     */
    InputTurns(
            List<InputCursor> inputs,
            Predicate<InputCursor> comesBack,
            Predicate<InputCursor> blocked,
            Runnable afterLoss) {
        this.open = new ArrayList<>(inputs);
        this.comingBack = inputs.stream().filter(comesBack).toList();
        this.blocked = blocked;
        this.afterLoss = afterLoss;
    }

    /** Those that have not ended, as they are at any time. */
    List<InputCursor> open() {
        return open;
    }

    /** Whether no input comes before another. */
    void fairly(boolean inTurn) {
        fair = inTurn;
    }

    void close(InputCursor ended) {
        open.remove(ended);
        turn = Math.max(-1, turn - 1);
    }

    void closeAll() {
        open.clear();
        turn = -1;
    }

    /** The next input that has something, if any does; {@link #element} is then what it has. */
    @Nullable
    InputCursor next() {
        InputCursor back = fair ? null : nextBack();
        return back == null ? nextInTurn() : back;
    }

    /** What {@link #next} has found. */
    Element element() {
        if (element == null) {
            throw new IllegalStateException("no input has anything");
        }
        return element;
    }

    private @Nullable InputCursor nextBack() {
        for (int untried = comingBack.size(); untried > 0; untried--) {
            turnBack = turnBack + 1 < comingBack.size() ? turnBack + 1 : 0;
            InputCursor next = comingBack.get(turnBack);
            element = blocked.test(next) || !open.contains(next) ? null : next.poll();
            if (element != null) {
                return next;
            }
        }
        return null;
    }

    private @Nullable InputCursor nextInTurn() {
        for (int untried = open.size(); untried > 0 && !open.isEmpty(); untried--) {
            turn = turn + 1 < open.size() ? turn + 1 : 0;
            InputCursor next = open.get(turn);
            if (blocked.test(next)) {
                continue;
            }
            element = next.poll();
            if (element == null && next.producerLost()) {
                // Looked at again: it may have handed something over just before it was lost.
                element = next.poll();
                if (element == null) {
                    open.remove(turn--);
                    afterLoss.run();
                }
            }
            if (element != null) {
                return next;
            }
        }
        return null;
    }
}
