package dev.levada.replication.history;

import dev.levada.replication.history.Linearizability.Verdict;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Looks for an order of the operations on one key. What began and what ended stand in a list by time. The first that
 * can be next is taken out of it, with its end; where nothing can be next before something ends, the last choice is
 * taken back. A set of operations with the value they came to is tried once. Operations that nobody knows the end of
 * have none in the list, and need not be taken.
 */
final class KeySearch {
    private static final int HEAD = 0;

    private final List<Seen> operations;
    private final int maxConfigurations;
    private final int[] next;
    private final int[] previous;
    private final int[] operationAt; // of a place in the list: i + 1 if operation i begins there, -(i + 1) if it ends
    private final int[] endOf; // of an operation: its place in the list; 0 if there is none
    private final Set<Configuration> tried = new HashSet<>();
    private final Deque<Choice> choices = new ArrayDeque<>();
    private final BitSet taken = new BitSet();
    private Register register = Register.ABSENT;
    private int certainLeft;

    private record Configuration(BitSet taken, Register register) {}

    private record Choice(int place, Register before) {}

    private record Event(int operation, boolean begins, long nanos) {}

    KeySearch(List<Seen> operations, int maxConfigurations) {
        this.operations = operations;
        this.maxConfigurations = maxConfigurations;
        List<Event> events = events(operations);
        int places = events.size() + 1;
        next = new int[places];
        previous = new int[places];
        operationAt = new int[places];
        endOf = new int[operations.size()];
        for (int place = 1; place < places; place++) {
            Event event = events.get(place - 1);
            operationAt[place] = event.begins() ? event.operation() + 1 : -(event.operation() + 1);
            if (!event.begins()) {
                endOf[event.operation()] = place;
                certainLeft++;
            }
            previous[place] = place - 1;
            next[place - 1] = place;
        }
        next[places - 1] = HEAD;
    }

    /** What begins when another ends counts as beginning before that: it may be either. */
    private static List<Event> events(List<Seen> operations) {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < operations.size(); i++) {
            Seen seen = operations.get(i);
            events.add(new Event(i, true, seen.callNanos()));
            if (seen.status() == Seen.Status.OK) {
                events.add(new Event(i, false, seen.returnNanos()));
            }
        }
        events.sort(Comparator.comparingLong(Event::nanos).thenComparing(event -> !event.begins()));
        return events;
    }

    Verdict run() {
        int place = next[HEAD];
        while (certainLeft > 0) {
            if (tried.size() > maxConfigurations) {
                return Verdict.UNDECIDED;
            }
            if (place != HEAD && operationAt[place] > 0) {
                place = take(place) ? next[HEAD] : next[place];
            } else if (choices.isEmpty()) {
                return Verdict.VIOLATED;
            } else {
                place = takeBack();
            }
        }
        return Verdict.LINEARIZABLE;
    }

    private boolean take(int place) {
        int operation = operationAt[place] - 1;
        Register after = register.after(operations.get(operation));
        if (after == null) {
            return false;
        }
        taken.set(operation);
        if (!tried.add(new Configuration((BitSet) taken.clone(), after))) {
            taken.clear(operation);
            return false;
        }
        choices.push(new Choice(place, register));
        register = after;
        unlink(place);
        if (endOf[operation] != 0) {
            unlink(endOf[operation]);
            certainLeft--;
        }
        return true;
    }

    /** What was chosen last is put back; the place after it is what may be chosen instead. */
    private int takeBack() {
        Choice last = choices.pop();
        int operation = operationAt[last.place()] - 1;
        if (endOf[operation] != 0) {
            link(endOf[operation]);
            certainLeft++;
        }
        link(last.place());
        taken.clear(operation);
        register = last.before();
        return next[last.place()];
    }

    private void unlink(int place) {
        next[previous[place]] = next[place];
        if (next[place] != HEAD) {
            previous[next[place]] = previous[place];
        }
    }

    private void link(int place) {
        next[previous[place]] = place;
        if (next[place] != HEAD) {
            previous[next[place]] = place;
        }
    }
}
