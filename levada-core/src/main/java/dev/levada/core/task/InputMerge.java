package dev.levada.core.task;

import dev.levada.core.channel.InputCursor;
import dev.levada.core.element.Element;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which input is next where that follows from what is in them: {@link #TURN_RECORDS} records of each in its turn, and
 * nothing of one that is out because its barrier is next or it has ended. Confined to the task.
 *
 * <p>While the input whose turn it is has nothing, what comes on the others is taken out of their connections: else
 * their producers could wait for room, and this task for what those send to others, in a circle. How much that can be
 * has a bound. Beyond it producers wait; if it is a circle then, no epoch ends any more, and the task says so.
 */
final class InputMerge {
    static final int TURN_RECORDS = 64;
    /** So many records are taken out of connections at most, of all inputs. */
    static final long MOST_GATHERED = 1 << 20;
    /** The first may have been given up because somebody failed. */
    private static final int MOST_GIVEN_UP = 2;

    private final List<InputCursor> inputs;
    private final Predicate<InputCursor> out;
    private final long share;
    private int turn;
    private int left = TURN_RECORDS;
    private boolean full;
    private long givenUp;
    private int givenUpInVain;

    /**
     * At the beginning.
     *
     * @param out which inputs have no turn
     * @param mostGathered see {@link #MOST_GATHERED}
     */
    InputMerge(List<InputCursor> inputs, Predicate<InputCursor> out, long mostGathered) {
        this.inputs = List.copyOf(inputs);
        this.out = out;
        this.share = mostGathered / Math.max(1, inputs.size());
    }

    /** All inputs go on behind a barrier, so the first has its turn, also if this is where an attempt begins. */
    void restart() {
        turn = 0;
        left = TURN_RECORDS;
    }

    /** What is next, of {@link #input}; null if it is not there yet, or nothing will come. */
    @Nullable
    Element next() {
        for (int untried = inputs.size(); untried > 0; untried--) {
            InputCursor at = input();
            if (!out.test(at)) {
                Element next = at.poll();
                if (next == null) {
                    gather(at);
                } else {
                    givenUpInVain = 0;
                }
                return next;
            }
            pass();
        }
        return null;
    }

    /** The input whose turn it is. */
    InputCursor input() {
        return inputs.get(turn);
    }

    /** How many more records it may give. */
    int left() {
        return left;
    }

    /** So many were taken; whether the turn is over. */
    boolean took(int records) {
        left -= records;
        if (left > 0) {
            return false;
        }
        pass();
        return true;
    }

    private void pass() {
        turn = turn + 1 < inputs.size() ? turn + 1 : 0;
        left = TURN_RECORDS;
    }

    private void gather(InputCursor waitedFor) {
        full = false;
        for (InputCursor each : inputs) {
            if (each != waitedFor) {
                each.gather(each.nextSequence() + share - 1);
                full |= each.arrived() >= each.nextSequence() + share - 1;
            }
        }
    }

    /**
     * An epoch was given up.
     *
     * @throws IllegalStateException if the task waits although there is no room, and did when the last one was given up
     */
    void givenUp(long epoch) {
        if (epoch > givenUp) {
            givenUp = epoch;
            givenUpInVain += full ? 1 : 0;
            if (givenUpInVain == MOST_GIVEN_UP) {
                throw new IllegalStateException(
                        ("inputs are merged in a fixed order, and nothing comes on channel %s, whose turn it is, while %d records wait"
                                        + " on another and %d epochs were given up; let the operator recover by backtracking, which takes"
                                        + " what there is, or shorten the epochs")
                                .formatted(input().id(), share, MOST_GIVEN_UP));
            }
        }
    }
}
