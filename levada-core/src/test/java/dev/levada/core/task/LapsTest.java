package dev.levada.core.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.core.channel.OutputGate;
import dev.levada.core.channel.Retention;
import dev.levada.core.element.Lap;
import dev.levada.core.plan.ChannelId;
import dev.levada.core.plan.TaskId;
import dev.levada.core.snapshot.LoopState;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One of several tasks of a head. */
final class LapsTest {
    private static final ChannelId FAST = new ChannelId(new TaskId("round", 0), new TaskId("loop", 0), 0);
    private static final ChannelId SLOW = new ChannelId(new TaskId("round", 1), new TaskId("loop", 0), 0);
    private static final List<ChannelId> INPUTS = List.of(FAST, SLOW);

    private Laps laps = head(LoopState.none());

    private static Laps head(LoopState start) {
        return new Laps(INPUTS, List.of(), true, new OutputGate((channel, element) -> {}, 1, Retention.NONE), start);
    }

    private void lap(ChannelId input, long number, boolean quiet) {
        laps.came(input, new Lap(1, number, quiet));
        laps.goOn(INPUTS);
    }

    private void begin() {
        laps.goOn(INPUTS);
        assertThat(laps.state().awaited()).isEqualTo(1);
    }

    @Test
    void endsAfterAQuietLap() {
        begin();
        lap(FAST, 1, false);
        lap(SLOW, 1, true);
        assertThat(laps.isOver()).isFalse();

        lap(FAST, 2, true);
        lap(SLOW, 2, true);
        assertThat(laps.isOver()).isTrue();
    }

    @Test
    void endsThoughOneInputIsAlwaysALapAhead() {
        begin();
        lap(FAST, 1, false);
        lap(FAST, 2, true);
        lap(SLOW, 1, false);
        assertThat(laps.state().awaited()).isEqualTo(2);
        lap(FAST, 3, true);

        lap(SLOW, 2, true);

        assertThat(laps.isOver()).isTrue();
    }

    @Test
    void whatIsAheadCountsForTheNextLapOnly() {
        begin();
        lap(FAST, 1, false);
        lap(FAST, 2, false);
        lap(SLOW, 1, false);
        lap(SLOW, 2, true);

        assertThat(laps.isOver()).isFalse();
        assertThat(laps.state().awaited()).isEqualTo(3);
    }

    @Test
    void keepsInItsSnapshotWhatIsAhead() {
        begin();
        lap(FAST, 1, false);
        lap(FAST, 2, false);

        laps = head(laps.state());
        lap(SLOW, 1, false);
        lap(SLOW, 2, true);

        assertThat(laps.isOver()).isFalse();
    }

    /** The lap before was lost with the producer, which cannot vouch for it. */
    @Test
    void aLapThatComesInPlaceOfOneThatIsLostMakesThatNotQuiet() {
        begin();
        lap(SLOW, 1, true);
        lap(FAST, 2, true);

        assertThat(laps.isOver()).isFalse();
        assertThat(laps.state().awaited()).isEqualTo(2);
    }

    @Test
    void joinsInWhereTheOthersAre() {
        begin();
        lap(FAST, 7, true);
        lap(SLOW, 7, false);

        assertThat(laps.isOver()).isFalse();
        assertThat(laps.state().awaited()).isEqualTo(8);
    }
}
