package dev.levada.recovery.log.causal;

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
        second.receiving().accept(first.sending().attach());

        assertThat(froms(second, ONE)).containsExactly(0L, 3L);
    }

    @Test
    void eachConnectionIsToldEverythingOnce() {
        Replicas.Sending old = first.sending();
        Replicas.Receiving fromOld = second.receiving();
        first.own(slice(ONE, 4, 0));
        fromOld.accept(old.attach());
        assertThat(old.attach()).isEmpty();

        first.own(slice(ONE, 4, 3));
        second.receiving().accept(first.sending().attach());
        fromOld.accept(old.attach());
        assertThat(froms(second, ONE)).containsExactly(0L, 3L);
    }

    @Test
    void itGoesOnUntilAsManyWorkersHaveItAsMayBeLostAndOneMore() {
        Replicas farther = new Replicas(2, 2);
        first.own(slice(ONE, 4, 0));
        byte[] attached = first.sending().attach();
        second.receiving().accept(attached);
        farther.receiving().accept(attached);

        assertThat(second.sending().attach()).isEmpty();
        Replicas third = new Replicas(3, 2);
        third.receiving().accept(farther.sending().attach());
        assertThat(froms(third, ONE)).containsExactly(0L);
        assertThat(third.sending().attach()).isEmpty();
    }

    @Test
    void tasksOfOneWorkerSpeakForEachOther() {
        first.own(slice(ONE, 4, 0));
        first.own(slice(TWO, 4, 0));
        second.receiving().accept(first.sending().attach());

        assertThat(froms(second, ONE)).hasSize(1);
        assertThat(froms(second, TWO)).hasSize(1);
    }

    @Test
    void whatWasChosenBeforeACompleteEpochIsDropped() {
        first.own(slice(ONE, 3, 0));
        first.own(slice(ONE, 4, 3));
        first.dropBefore(4);
        second.receiving().accept(first.sending().attach());

        assertThat(froms(second, ONE)).containsExactly(3L);
    }

    @Test
    void whatWasHandedInIsNotAskedForAgain() {
        first.own(slice(ONE, 4, 0));
        List<DeterminantSlice> known = first.unstored(Set.of(ONE));
        first.stored(known);
        first.own(slice(ONE, 4, 3));

        assertThat(known).hasSize(1);
        assertThat(froms(first, ONE)).containsExactly(3L);
    }

    /** A task fails, and later its worker with all that its choices followed from: they were stored, so these are. */
    @Test
    void whatIsHandedInIsSoWithAllThatItMayFollowFrom() {
        first.own(slice(TWO, 4, 0));
        first.own(slice(ONE, 4, 0));

        assertThat(first.unstored(Set.of(ONE)))
                .extracting(DeterminantSlice::task)
                .containsExactly(TWO, ONE);
        second.receiving().accept(first.sending().attach());
        second.own(slice(new TaskId("three", 0), 4, 0));
        assertThat(second.unstored(Set.of(ONE)))
                .as("where it did not run, others' choices say nothing of it")
                .extracting(DeterminantSlice::task)
                .containsExactly(ONE);
        first.stored(first.unstored(Set.of(ONE)));
        first.own(slice(TWO, 4, 3));
        assertThat(first.unstored(Set.of(ONE))).as("nothing new of it").isEmpty();
    }

    private static List<Long> froms(Replicas replicas, TaskId task) {
        return replicas.unstored(Set.of(task)).stream()
                .filter(slice -> slice.task().equals(task))
                .map(DeterminantSlice::from)
                .toList();
    }

    /** Of two bytes. */
    private static DeterminantSlice slice(TaskId task, long epoch, long from) {
        return new DeterminantSlice(task, 1, epoch, from, new byte[] {1, 2});
    }
}
