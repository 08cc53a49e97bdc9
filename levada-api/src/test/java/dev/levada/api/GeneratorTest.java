package dev.levada.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.connector.MalformedRecordException;
import dev.levada.api.connector.Source;
import dev.levada.api.connector.SourceOutput;
import dev.levada.api.connector.SourceReader;
import dev.levada.api.connector.SourceReader.Status;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GeneratorTest {
    private static final long SECOND = 1_000_000_000L;

    private static Generator.Builder<Long> indexes(long count) {
        return Sources.generate(count, index -> index);
    }

    private static <T> List<T> readAll(Source<T> source, String split, long position) throws IOException {
        Collected<T> collected = new Collected<>(new ArrayList<>(), new ArrayList<>());
        SourceReader<T> reader = source.open(split, position);
        while (reader.read(collected, 7, 0) != Status.END) {
            assertThat(reader.position())
                    .isEqualTo(position + collected.values().size());
        }
        return collected.values();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89})
    void givesTheSameRecordsForTheSameSeedInWhateverPiecesItIsRead(long seed) throws IOException {
        Source<Integer> one =
                Sources.generate(100, seed, (index, random) -> random.nextInt()).build();
        Source<Integer> parts = Sources.generate(100, seed, (index, random) -> random.nextInt())
                .splits(4)
                .build();
        List<Integer> all = readAll(one, "0", 0);

        assertThat(readAll(one, "0", 0)).as("seed %d", seed).isEqualTo(all);
        for (int split = 0; split < 4; split++) {
            int first = split;
            assertThat(readAll(parts, "" + split, 0))
                    .as("seed %d, split %d", seed, split)
                    .isEqualTo(IntStream.range(0, 25)
                            .mapToObj(i -> all.get(first + 4 * i))
                            .toList());
        }
    }

    @Test
    void givesOtherRecordsForAnotherSeedAndAnotherIndex() throws IOException {
        List<Long> one = readAll(
                Sources.generate(100, 1, (index, random) -> random.nextLong()).build(), "0", 0);
        List<Long> two = readAll(
                Sources.generate(100, 2, (index, random) -> random.nextLong()).build(), "0", 0);

        assertThat(one).doesNotHaveDuplicates().doesNotContainAnyElementsOf(two);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 20, 25})
    void sharesTheIndexesOutBetweenTheSplits(int splits) throws IOException {
        Source<Long> source = indexes(20).splits(splits).build();
        List<Long> all = new ArrayList<>();
        for (String split : source.splits()) {
            all.addAll(readAll(source, split, 0));
        }

        assertThat(source.splits()).hasSize(splits).doesNotHaveDuplicates();
        assertThat(all)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.range(0, 20).boxed().toList());
    }

    @Test
    void goesOnFromEachPositionWithTheNextRecord() throws IOException {
        Source<Long> source = indexes(20).splits(3).build();
        for (String split : source.splits()) {
            List<Long> all = readAll(source, split, 0);
            for (int position = 0; position <= all.size(); position++) {
                assertThat(readAll(source, split, position)).isEqualTo(all.subList(position, all.size()));
            }
        }
    }

    @Test
    void emitsAtMostAsManyAsAskedForAndThenEnds() throws IOException {
        Collected<Long> collected = new Collected<>(new ArrayList<>(), new ArrayList<>());
        SourceReader<Long> reader = indexes(5).build().open("0", 0);

        assertThat(reader.read(collected, 5, 0)).isEqualTo(Status.MORE);
        assertThat(collected.values()).hasSize(5);
        assertThat(reader.read(collected, 5, 0)).isEqualTo(Status.END);
        assertThat(collected.values()).hasSize(5);
    }

    @Test
    void isIdleUntilARecordIsDueAndSaysWhen() throws IOException {
        Collected<Long> collected = new Collected<>(new ArrayList<>(), new ArrayList<>());
        SourceReader<Long> reader = indexes(10).rate(2).build().open("0", 0);
        long start = 77;

        assertThat(reader.read(collected, 10, start)).isEqualTo(Status.IDLE);
        assertThat(collected.values()).containsExactly(0L);
        assertThat(reader.nextNanos()).isEqualTo(start + SECOND / 2);
        assertThat(reader.read(collected, 10, start + SECOND / 2 - 1)).isEqualTo(Status.IDLE);
        assertThat(collected.values()).hasSize(1);
        assertThat(reader.read(collected, 10, start + SECOND)).isEqualTo(Status.IDLE);
        assertThat(collected.values()).containsExactly(0L, 1L, 2L);
        assertThat(collected.dueNanos()).containsExactly(start, start + SECOND / 2, start + SECOND);
    }

    @Test
    void startsItsClockAnewWhereItGoesOn() throws IOException {
        Collected<Long> collected = new Collected<>(new ArrayList<>(), new ArrayList<>());
        SourceReader<Long> reader =
                indexes(10).every(Duration.ofSeconds(1)).build().open("0", 4);

        assertThat(reader.read(collected, 10, 500)).isEqualTo(Status.IDLE);
        assertThat(collected.values()).containsExactly(4L);
        assertThat(collected.dueNanos()).containsExactly(500L);
        assertThat(reader.nextNanos()).isEqualTo(500 + SECOND);
    }

    @Test
    void dividesItsRateBetweenTheSplits() throws IOException {
        Source<Long> source = indexes(100).rate(10).splits(2).build();
        Collected<Long> collected = new Collected<>(new ArrayList<>(), new ArrayList<>());
        SourceReader<Long> reader = source.open("1", 0);
        reader.read(collected, 100, 0);
        reader.read(collected, 100, SECOND);

        assertThat(collected.values()).containsExactly(1L, 3L, 5L, 7L, 9L, 11L);
    }

    @Test
    void catchesUpWhenItIsLateWithinTheBoundOfATurn() throws IOException {
        Collected<Long> collected = new Collected<>(new ArrayList<>(), new ArrayList<>());
        SourceReader<Long> reader = indexes(1_000).rate(10).build().open("0", 0);
        reader.read(collected, 1, 0);

        assertThat(reader.read(collected, 20, 10 * SECOND)).isEqualTo(Status.MORE);
        assertThat(collected.values()).hasSize(21);
        assertThat(collected.dueNanos()).isSorted().endsWith(2 * SECOND);
    }

    @Test
    void refusesSettingsThatCannotBe() {
        assertThatThrownBy(() -> indexes(-1)).hasMessage("the number of records must be at least 0, was -1");
        assertThatThrownBy(() -> indexes(1).splits(0)).hasMessage("splits must be at least 1, was 0");
        for (double rate : new double[] {0, -1, Double.NaN, 1.1e9}) {
            assertThatThrownBy(() -> indexes(1).rate(rate))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("the rate must be above 0 and at most 1e9 records a second, was " + rate);
        }
        assertThatThrownBy(() -> indexes(1).every(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void givesTheValuesOfAListInOrder() throws IOException {
        assertThat(readAll(Sources.of("a", "b", "c"), "0", 0)).containsExactly("a", "b", "c");
    }

    private record Collected<T>(List<T> values, List<Long> dueNanos) implements SourceOutput<T> {
        @Override
        public void emit(T value) {
            values.add(value);
        }

        @Override
        public void emit(T value, long due) {
            values.add(value);
            dueNanos.add(due);
        }

        @Override
        public void malformed(MalformedRecordException problem) {
            throw problem;
        }
    }
}
