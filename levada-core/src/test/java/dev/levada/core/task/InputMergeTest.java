package dev.levada.core.task;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.core.channel.Gaps;
import dev.levada.core.channel.InputCursor;
import dev.levada.core.channel.LocalChannel;
import dev.levada.core.element.Batch;
import dev.levada.core.plan.ChannelId;
import dev.levada.core.plan.TaskId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class InputMergeTest {
    private static final int BOUND = 1_000;

    private final List<LocalChannel> channels = List.of(channel(0), channel(1));
    private final List<InputCursor> inputs = channels.stream()
            .map(channel -> new InputCursor(channel, Gaps.NEVER, 1))
            .toList();
    private final Set<InputCursor> out = new LinkedHashSet<>();
    private final InputMerge merge = new InputMerge(inputs, out::contains, 2 * BOUND);
    private final long[] sent = new long[2];

    private static LocalChannel channel(int number) {
        return new LocalChannel(
                new ChannelId(new TaskId("from", number), new TaskId("to", 0), number), 16, () -> {}, () -> {});
    }

    private boolean give(int input, int records) {
        Batch batch = new Batch(records, false, 0);
        for (int i = 0; i < records; i++) {
            batch.add(i);
        }
        batch.seal(sent[input] + 1);
        boolean taken = channels.get(input).offer(batch);
        sent[input] += taken ? records : 0;
        return taken;
    }

    /** Takes what there is, a turn at a time: {@code 0:64 1:64}. */
    private List<String> take() {
        List<String> turns = new ArrayList<>();
        while (merge.next() instanceof Batch batch) {
            InputCursor at = merge.input();
            int records = Math.min(merge.left(), batch.size() - at.overlap(batch));
            turns.add("%d:%d".formatted(inputs.indexOf(at), records));
            at.processed(at.nextSequence() + records - 1);
            if (merge.took(records) && at.nextSequence() <= batch.lastSequence()) {
                at.putBack(batch);
            }
        }
        return turns;
    }

    @Test
    void soManyRecordsOfEachHoweverTheyAreBatched() {
        give(0, 100);
        give(1, 10);
        assertThat(take()).containsExactly("0:64", "1:10");

        give(1, 90);
        assertThat(take()).containsExactly("1:54", "0:36");

        give(0, 28);
        assertThat(take()).containsExactly("0:28", "1:36");
    }

    @Test
    void whatIsOutHasNoTurn() {
        give(0, 70);
        give(1, 70);
        out.add(inputs.get(1));
        assertThat(take()).containsExactly("0:64", "0:6");
    }

    @Test
    void theFirstIsNextBehindABarrierWhoseverTurnItWas() {
        give(0, 64);
        give(1, 10);
        assertThat(take()).containsExactly("0:64", "1:10");

        merge.restart();
        give(0, 64);
        assertThat(take()).containsExactly("0:64");
    }

    /** Its producer must not wait for room: it may be who the other one waits for. */
    @Test
    void whatComesMeanwhileIsTakenOutOfItsConnectionUpToABound() {
        int batches = 0;
        while (give(1, 10)) {
            assertThat(merge.next()).isNull();
            batches++;
        }
        assertThat(batches).isGreaterThan(BOUND / 10).isLessThan(BOUND / 10 + 20);

        give(0, 64);
        assertThat(take()).startsWith("0:64", "1:10");
        assertThat(give(1, 10)).isTrue();
    }

    @Test
    void itSaysSoIfItWaitsWithoutRoomAndNoEpochEndsAnyMore() {
        while (give(1, 10)) {
            assertThat(merge.next()).isNull();
        }
        merge.givenUp(7);
        merge.givenUp(7);
        assertThatThrownBy(() -> merge.givenUp(8))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(
                        "nothing comes on channel " + inputs.get(0).id())
                .hasMessageContaining("recover by backtracking");
    }

    @Test
    void whatWasGivenUpBeforeItWentOnDoesNotCount() {
        while (give(1, 10)) {
            assertThat(merge.next()).isNull();
        }
        merge.givenUp(7);
        give(0, 1);
        assertThat(requireNonNull(merge.next()).firstSequence()).isEqualTo(1);
        assertThat(merge.next()).isNull();
        merge.givenUp(8);
    }
}
