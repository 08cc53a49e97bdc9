package dev.levada.recovery.log.replica;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.core.determinant.DeterminantSlice;
import dev.levada.core.plan.TaskId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReplicasTest {
    private static final TaskId ONE = new TaskId("one", 0);
    private static final TaskId TWO = new TaskId("two", 0);

    private final Replicas first = new Replicas(1, 1);
    private final Replicas second = new Replicas(2, 1);

    @Test
    void whatATaskChoseIsHeldWhereItsOutputGoes() {
        first.own(slice(ONE, 4, 0));
        first.own(slice(ONE, 4, 3));
        second.receiving().accept(first.sending(any -> true).attach());

        assertThat(froms(second, ONE)).containsExactly(0L, 3L);
    }

    @Test
    void aConnectionIsNotToldWhatItsFramesCannotDependOn() {
        Replicas.Sending ofTwo = first.sending(TWO::equals);
        Replicas.Receiving there = second.receiving();
        first.own(slice(ONE, 4, 0));
        assertThat(ofTwo.attach()).isEmpty();

        first.own(slice(TWO, 4, 0));
        there.accept(ofTwo.attach());

        assertThat(froms(second, ONE)).isEmpty();
        assertThat(froms(second, TWO)).containsExactly(0L);
    }

    @Test
    void eachConnectionIsToldEverythingOnce() {
        Replicas.Sending old = first.sending(any -> true);
        Replicas.Receiving fromOld = second.receiving();
        first.own(slice(ONE, 4, 0));
        fromOld.accept(old.attach());
        assertThat(old.attach()).isEmpty();

        first.own(slice(ONE, 4, 3));
        second.receiving().accept(first.sending(any -> true).attach());
        fromOld.accept(old.attach());
        assertThat(froms(second, ONE)).containsExactly(0L, 3L);
    }

    @Test
    void itGoesOnUntilAsManyWorkersHaveItAsMayBeLostAndOneMore() {
        Replicas farther = new Replicas(2, 2);
        first.own(slice(ONE, 4, 0));
        byte[] attached = first.sending(any -> true).attach();
        second.receiving().accept(attached);
        farther.receiving().accept(attached);

        assertThat(second.sending(any -> true).attach()).isEmpty();
        Replicas third = new Replicas(3, 2);
        third.receiving().accept(farther.sending(any -> true).attach());
        assertThat(froms(third, ONE)).containsExactly(0L);
        assertThat(third.sending(any -> true).attach()).isEmpty();
    }

    @Test
    void aWorkerThatComesBackIsToldWhatWasChosenInIt() {
        Replicas before = new Replicas(1, 2);
        Replicas other = new Replicas(2, 2);
        before.own(slice(ONE, 4, 0));
        other.receiving().accept(before.sending(any -> true).attach());

        Replicas after = new Replicas(1, 2);
        after.receiving().accept(other.sending(any -> true).attach());

        assertThat(froms(after, ONE)).containsExactly(0L);
        assertThat(after.sending(any -> true).attach())
                .as("the one that is lost, and worker 2, are not three")
                .isNotEmpty();
    }

    @Test
    void tasksOfOneWorkerSpeakForEachOther() {
        first.own(slice(ONE, 4, 0));
        first.own(slice(TWO, 4, 0));
        second.receiving().accept(first.sending(any -> true).attach());

        assertThat(froms(second, ONE)).hasSize(1);
        assertThat(froms(second, TWO)).hasSize(1);
    }

    @Test
    void whatWasChosenBeforeACompleteEpochIsDropped() {
        first.own(slice(ONE, 3, 0));
        first.own(slice(ONE, 4, 3));
        first.dropBefore(4);
        second.receiving().accept(first.sending(any -> true).attach());

        assertThat(froms(second, ONE)).containsExactly(3L);
    }

    @Test
    void whatWasHandedInIsNotAskedForAgain() {
        first.own(slice(ONE, 4, 0));
        List<DeterminantSlice> known = first.wanted(1, Set.of(ONE));
        first.handedIn(1, known);
        first.own(slice(ONE, 4, 3));

        assertThat(known).hasSize(1);
        assertThat(froms(first, ONE)).containsExactly(3L);
    }

    @Test
    void anotherRecoveryIsHandedAllOfItAgain() {
        first.own(slice(ONE, 4, 0));
        first.handedIn(1, first.wanted(1, Set.of(ONE)));

        assertThat(first.wanted(2, Set.of(ONE))).hasSize(1);
    }

    private static List<Long> froms(Replicas replicas, TaskId task) {
        return replicas.wanted(1, Set.of(task)).stream()
                .map(DeterminantSlice::from)
                .toList();
    }

    /** Of two bytes. */
    private static DeterminantSlice slice(TaskId task, long epoch, long from) {
        return new DeterminantSlice(task, 1, epoch, from, new byte[] {1, 2});
    }
}
