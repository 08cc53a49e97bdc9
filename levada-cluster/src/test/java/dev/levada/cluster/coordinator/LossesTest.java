package dev.levada.cluster.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LossesTest {
    private final Losses losses = new Losses();

    @Test
    void aProcessCountsOnceHoweverManyOfItsTasksFail() {
        losses.add("1");
        losses.add("1");
        assertThat(losses.exceed(1)).isFalse();

        losses.add("2");
        assertThat(losses.exceed(1)).isTrue();
        assertThat(losses.exceed(2)).isFalse();
    }

    @Test
    void whatIsDurableIsNotLost() {
        losses.addAll();

        assertThat(losses.exceed(0)).isFalse();
        assertThat(losses.exceed(100)).isTrue();
    }

    @Test
    void nobodyMakesUpForADisk() {
        losses.addDisk();

        assertThat(losses.exceed(0)).isTrue();
        assertThat(losses.exceed(100)).isTrue();
        losses.clear();
        assertThat(losses.exceed(0)).isFalse();
    }

    @Test
    void noMoreAreMadeUpForThanThereWereOthers() {
        losses.spread(2);
        losses.add("1");
        assertThat(losses.exceed(2)).isFalse();
        losses.spread(3);
        losses.add("2");
        assertThat(losses.exceed(2)).isTrue();

        losses.clear();
        losses.add("1");
        losses.add("2");
        assertThat(losses.exceed(2)).isFalse();
    }

    @Test
    void theOnlyProcessHoldsWhatItsTasksChoseUntilThereIsAnother() {
        losses.spread(1);
        losses.add("1");
        assertThat(losses.exceed(1)).isFalse();

        losses.spread(2);
        assertThat(losses.exceed(1)).isTrue();
    }

    @Test
    void aCompleteEpochMakesUpForAll() {
        losses.addAll();
        losses.add("1");
        losses.add("2");
        losses.clear();

        assertThat(losses.exceed(1)).isFalse();
    }
}
