package dev.levada.recovery.log.replica;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.core.determinant.DeterminantSlice;
import dev.levada.core.plan.TaskId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CopiesTest {
    private static final TaskId ONE = new TaskId("one", 0);
    private static final TaskId TWO = new TaskId("two", 0);
    private static final TaskId THREE = new TaskId("three", 0);

    private final Member first = new Member(1, 1);
    private final Member second = new Member(2, 1);
    private final Member third = new Member(3, 1);

    @Test
    void whatATaskChoseIsStableWhenTheNextWorkerHasAnsweredThatItHoldsIt() {
        place(1, first, second, third);

        first.chooses(0);
        assertThat(first.stable).isEmpty();
        first.deliver(second);

        assertThat(second.held(ONE)).containsExactly(0L);
        assertThat(first.stable).containsExactly(1L);
        assertThat(third.held(ONE)).isEmpty();
    }

    @Test
    void whatGathersWhileACopyIsUnderWayGoesWithTheNext() {
        place(1, first, second);

        first.chooses(0);
        first.chooses(3);
        first.chooses(5);
        assertThat(first.sent).hasSize(1);
        first.deliver(second);
        assertThat(first.sent).hasSize(1);
        first.deliver(second);

        assertThat(second.held(ONE)).containsExactly(0L, 3L, 5L);
        assertThat(first.stable).containsExactly(1L, 3L);
    }

    @Test
    void ofThoseThatAreAskedOnlyAsManyAsMustAreWaitedFor() {
        Member asking = new Member(1, 1, 1, 2);
        place(1, asking, second, third);

        asking.chooses(0);
        asking.deliver(third);
        assertThat(asking.stable).containsExactly(1L);

        asking.deliver(second);
        assertThat(second.held(ONE)).containsExactly(0L);
        assertThat(asking.stable).containsExactly(1L);
    }

    @Test
    void whoIsSlowestDoesNotCount() {
        Member fourth = new Member(4, 1);
        Member fifth = new Member(5, 1);
        Member asking = new Member(1, 1, 2, 4);
        place(1, asking, second, third, fourth, fifth);

        asking.chooses(0);
        asking.chooses(3);
        asking.deliver(second);
        asking.deliver(second);
        assertThat(asking.stable).as("one has all of it, and two must").isEmpty();
        asking.deliver(fifth);
        assertThat(asking.stable).containsExactly(1L);
        asking.deliver(fifth);
        assertThat(asking.stable).containsExactly(1L, 2L);
    }

    @Test
    void whatGotLostGoesAgain() {
        place(1, first, second);
        first.chooses(0);
        first.sent.clear();

        first.copies.again();
        assertThat(first.sent).isEmpty(); // it may just be on its way
        first.copies.again();
        first.deliver(second);

        assertThat(first.stable).containsExactly(1L);
    }

    @Test
    void asManyMustHoldItAsMayBeLost() {
        Member wary = new Member(1, 2);
        place(1, wary, second, third);

        wary.chooses(0);
        wary.deliver(second);
        assertThat(wary.stable).isEmpty();
        wary.deliver(third);

        assertThat(wary.stable).containsExactly(1L);
    }

    @Test
    void whereThereIsNoOtherProcessNothingIsWaitedFor() {
        place(1, first);

        first.chooses(0);

        assertThat(first.stable).containsExactly(1L);
    }

    @Test
    void whoIsLeftDoesNotCountAnyMoreAndAnotherIsToldEverything() {
        place(1, first, second, third);
        first.chooses(0);
        first.deliver(second);
        first.chooses(3);
        first.copies.fenced(2, List.of(TWO));

        first.copies.held(second.holder, 2); // what it says now comes too late
        assertThat(first.stable).containsExactly(1L);
        first.sent.removeIf(sent -> sent.to().equals(second.holder));
        first.deliver(third);

        assertThat(third.held(ONE)).containsExactly(0L, 3L);
        assertThat(first.stable).containsExactly(1L, 2L);
    }

    @Test
    void whereNobodyElseIsLeftItWaitsUntilItIsKnownWhoThereIs() {
        place(1, first, second);
        first.copies.fenced(2, List.of(TWO));
        first.chooses(0);
        assertThat(first.stable).isEmpty();

        Member next = new Member(2, 2, 1);
        place(2, first, next);
        first.deliver(next);

        assertThat(first.stable).containsExactly(1L);
    }

    @Test
    void anOrderThatComesLateChangesNothing() {
        place(1, first, second);
        place(2, first, second);
        first.copies.fenced(2, List.of(TWO));
        first.copies.fenced(1, List.of(TWO));

        first.chooses(0);
        first.deliver(second);

        assertThat(first.stable).containsExactly(1L);
    }

    @Test
    void whoWasToldOfARecoveryTakesNothingFromBeforeIt() {
        place(1, first, second);
        first.chooses(0);
        second.copies.fenced(2, List.of(ONE)); // and hands in what it holds

        first.deliver(second);
        assertThat(second.held(ONE)).isEmpty();
        assertThat(first.stable).isEmpty();

        first.copies.fenced(2, List.of(THREE)); // it was not given up: it is told, too
        first.deliver(second);
        assertThat(first.stable).containsExactly(1L);
    }

    private static void place(long round, Member... members) {
        Map<TaskId, Copies.Holder> places = new LinkedHashMap<>();
        List<TaskId> tasks = List.of(ONE, TWO, THREE);
        for (int i = 0; i < members.length; i++) {
            places.put(i < tasks.size() ? tasks.get(i) : new TaskId("more", i), members[i].holder);
        }
        for (Member member : members) {
            member.copies.placed(round, places);
        }
    }

    /** A worker that runs one task. */
    private static final class Member implements Copies.Host<String> {
        private final Copies.Holder holder;
        private final Replicas replicas;
        private final Copies<String> copies;
        private final List<Sent> sent = new ArrayList<>();
        private final List<Long> stable = new ArrayList<>();
        private long positions;

        private record Sent(Copies.Holder to, Copies.Copy copy) {}

        Member(int worker, int domains) {
            this(worker, 1, domains);
        }

        Member(int worker, long incarnation, int domains) {
            this(worker, incarnation, domains, domains);
        }

        Member(int worker, long incarnation, int domains, int asked) {
            holder = new Copies.Holder(worker, incarnation);
            replicas = new Replicas(worker, domains);
            copies = new Copies<>(replicas, holder, domains, asked, any -> false, this);
        }

        void chooses(long from) {
            replicas.own(new DeterminantSlice(ONE, 1, 4, from, new byte[] {7, 7}));
            copies.own("attempt", ++positions);
        }

        /** The first that was sent to another comes there, and the answer back. */
        void deliver(Member other) {
            Sent next = sent.stream()
                    .filter(each -> each.to().equals(other.holder))
                    .findFirst()
                    .orElseThrow();
            sent.remove(next);
            if (other.copies.hold(next.copy())) {
                copies.held(other.holder, next.copy().upTo());
            }
        }

        List<Long> held(TaskId task) {
            return replicas.wanted(1, Set.of(task)).stream()
                    .map(DeterminantSlice::from)
                    .toList();
        }

        @Override
        public void copy(Copies.Holder to, Copies.Copy copy) {
            sent.add(new Sent(to, copy));
        }

        @Override
        public void stable(String attempt, long position) {
            stable.add(position);
        }
    }
}
