package dev.levada.recovery.log.optimistic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.codec.CorruptBytesException;
import dev.levada.core.determinant.Dependency;
import dev.levada.core.determinant.DeterminantSlice;
import dev.levada.core.determinant.LogWriter;
import dev.levada.core.determinant.RecoveryLine;
import dev.levada.core.determinant.TracedSlice;
import dev.levada.core.plan.TaskId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DependenciesTest {
    private static final long EPOCH = 4;

    private final Dependencies one = of(1);
    private final Dependencies two = of(2);
    private final Dependencies three = of(3);

    @Test
    void whoTakesSomethingDependsOnItsProducerAndOnThoseBeforeThat() {
        choose(one);
        choose(one);
        send(one, two);
        choose(two);
        send(two, three);

        assertThat(choose(three).dependencies())
                .containsExactlyInAnyOrder(
                        new Dependency(one.writer(), 2, EPOCH), new Dependency(two.writer(), 1, EPOCH));
    }

    @Test
    void nobodyDependsOnWhatIsDurable() {
        choose(one);
        one.stable(1);
        send(one, two);

        assertThat(choose(two).dependencies()).isEmpty();
    }

    @Test
    void thatSomethingIsDurableByNowIsToldOnAndOn() {
        Dependencies.Sending toTwo = one.sending();
        Dependencies.Receiving fromOne = two.receiving();
        Dependencies.Sending toThree = two.sending();
        Dependencies.Receiving fromTwo = three.receiving();
        choose(one);
        assertThat(fromOne.admits(toTwo.attach())).isTrue();
        assertThat(fromTwo.admits(toThree.attach())).isTrue();
        assertThat(choose(three).dependencies()).hasSize(1);

        one.stable(1);
        assertThat(fromOne.admits(toTwo.attach())).isTrue();
        assertThat(fromTwo.admits(toThree.attach())).isTrue();
        assertThat(choose(three).dependencies()).isEmpty();
        assertThat(toThree.attach()).isEmpty();
    }

    @Test
    void whatIsBeforeACompleteEpochIsDependedOnByNobody() {
        choose(one);
        send(one, two);
        two.dropBefore(EPOCH);
        assertThat(choose(two).dependencies()).hasSize(1);

        two.dropBefore(EPOCH + 1);
        assertThat(choose(two).dependencies()).isEmpty();
        assertThat(two.draw(lost(one, 0))).isTrue();
    }

    @Test
    void whoDependsOnSomethingBeyondTheLineIsAnOrphan() {
        choose(one);
        choose(one);
        send(one, two);
        choose(two);
        send(two, three);

        assertThat(two.draw(lost(one, 2))).isTrue();
        assertThat(three.draw(lost(one, 1))).isFalse();
    }

    @Test
    void nothingIsTakenOverAConnectionBehindSomethingBeyondTheLine() {
        choose(one);
        send(one, two);
        choose(two);
        Dependencies.Sending sending = two.sending();
        Dependencies.Receiving receiving = three.receiving();
        assertThat(three.draw(lost(one, 0))).isTrue();

        assertThat(receiving.admits(sending.attach())).isFalse();
        assertThat(receiving.admits(sending.attach())).isFalse();
        assertThat(choose(three).dependencies()).isEmpty();
        assertThat(three.draw(lost(one, 0))).isTrue();
    }

    @Test
    void aLogThatIsOverIsForgottenWhereItIsWithinTheLine() {
        choose(one);
        send(one, two);
        assertThat(two.draw(lost(one, 1))).isTrue();

        assertThat(choose(two).dependencies()).isEmpty();
        send(one, two);
        assertThat(choose(two).dependencies()).isEmpty();
    }

    @Test
    void anOlderLineTakesNothingBack() {
        choose(one);
        assertThat(two.draw(line(9, one, 0))).isTrue();
        assertThat(two.draw(line(8, three, 0))).isTrue();

        assertThat(two.receiving().admits(one.sending().attach())).isFalse();
    }

    @Test
    void aConnectionThatSpokeOfManyLogsIsUnderstood() {
        Random random = new Random(7);
        Dependencies.Sending sending = two.sending();
        Dependencies.Receiving receiving = three.receiving();
        for (int i = 0; i < 2_000; i++) {
            Dependencies other = new Dependencies(
                    new LogWriter(10 + random.nextInt(40), 1 + random.nextInt(3), 1), RecoveryLine.none());
            for (int chosen = random.nextInt(5); chosen >= 0; chosen--) {
                choose(other);
            }
            other.stable(random.nextInt(3));
            send(other, two);
            assertThat(receiving.admits(sending.attach())).isTrue();

            Set<Dependency> told = new LinkedHashSet<>(choose(three).dependencies());
            TracedSlice own = choose(two);
            two.stable(own.number()); // so that others do not depend on it, as it does not itself
            assertThat(told).containsExactlyInAnyOrderElementsOf(own.dependencies());
        }
    }

    @Test
    void whatNobodyWroteIsRefused() {
        choose(one);
        byte[] bytes = one.sending().attach();

        assertThatThrownBy(() -> two.receiving().admits(Arrays.copyOf(bytes, bytes.length - 1)))
                .isInstanceOf(CorruptBytesException.class);
        bytes[0] = 2; // as if log 1 had been named
        assertThatThrownBy(() -> two.receiving().admits(bytes))
                .isInstanceOf(CorruptBytesException.class)
                .hasMessageContaining("an entry is of log 1, but only 0 were named");
    }

    private static Dependencies of(int worker) {
        return new Dependencies(new LogWriter(worker, 1, 1), RecoveryLine.none());
    }

    private static TracedSlice choose(Dependencies dependencies) {
        return dependencies.own(new DeterminantSlice(new TaskId("any", 0), 1, EPOCH, 0, new byte[] {1}));
    }

    private static void send(Dependencies from, Dependencies to) {
        assertThat(to.receiving().admits(from.sending().attach())).isTrue();
    }

    private RecoveryLine lost(Dependencies lost, long reached) {
        return line(5, lost, reached);
    }

    private RecoveryLine line(long round, Dependencies lost, long reached) {
        Set<LogWriter> alive = new LinkedHashSet<>(List.of(one.writer(), two.writer(), three.writer()));
        alive.remove(lost.writer());
        return new RecoveryLine(round, EPOCH, alive, new LinkedHashMap<>(Map.of(lost.writer(), reached)));
    }
}
