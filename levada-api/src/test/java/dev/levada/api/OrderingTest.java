package dev.levada.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderingTest {

    @Test
    void numbersFromZeroAndGoesOnAfterARestart() {
        FakeContext<Indexed<String>> context = new FakeContext<>();
        context.key(0);
        for (String each : List.of("a", "b", "c")) {
            Ordering.Numbering<String> restarted = new Ordering.Numbering<>();
            restarted.open(context);
            restarted.process(each, context);
        }

        assertThat(context.take()).containsExactly(new Indexed<>(0, "a"), new Indexed<>(1, "b"), new Indexed<>(2, "c"));
    }

    @Test
    void answersEachNumberOnceAlsoWithNothing() throws Exception {
        List<Indexed<List<String>>> answers = new ArrayList<>();
        Ordering.Answering<String, String> answering =
                new Ordering.Answering<>((text, out) -> text.chars().forEach(c -> out.emit("" + (char) c)));

        answering.apply(new Indexed<>(0, "ab"), answers::add);
        answering.apply(new Indexed<>(1, ""), answers::add);

        assertThat(answers).containsExactly(new Indexed<>(0, List.of("a", "b")), new Indexed<>(1, List.of()));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89})
    void sortsAnyPermutationAndHoldsBackOnlyWhatIsEarly(long seed) {
        Random random = new Random(seed);
        List<Indexed<List<Long>>> answers = new ArrayList<>(LongStream.range(0, 200)
                .mapToObj(index -> new Indexed<>(index, Collections.nCopies(random.nextInt(3), index)))
                .toList());
        List<Long> expected =
                answers.stream().flatMap(answer -> answer.value().stream()).toList();
        Collections.shuffle(answers, random);

        FakeContext<Long> context = new FakeContext<>();
        context.key(0);
        List<Long> passed = new ArrayList<>();
        List<Long> arrived = new ArrayList<>();
        for (Indexed<List<Long>> answer : answers) {
            Ordering.Sorting<Long> restarted = new Ordering.Sorting<>();
            restarted.open(context);
            restarted.process(answer, context);
            passed.addAll(context.take());
            arrived.add(answer.index());

            long firstMissing = LongStream.iterate(0, i -> i + 1)
                    .filter(index -> !arrived.contains(index))
                    .findFirst()
                    .orElseThrow();
            assertThat(context.entries("early"))
                    .as("seed %d, after %s", seed, answer)
                    .isEqualTo((int) arrived.stream()
                            .filter(index -> index > firstMissing)
                            .count());
        }

        assertThat(passed).as("seed %d", seed).isEqualTo(expected);
    }

    @Test
    void letsARepeatedAnswerPassAndStaysInOrder() {
        FakeContext<String> context = new FakeContext<>();
        Ordering.Sorting<String> sorting = opened(context);

        IntStream.of(0, 2, 0, 1, 1, 3)
                .forEach(index -> sorting.process(new Indexed<>(index, List.of("r" + index)), context));

        assertThat(context.take()).containsExactly("r0", "r0", "r1", "r2", "r1", "r3");
        assertThat(context.entries("early")).isZero();
    }

    @Test
    void letsPassAtTheEndWhatWaitedForALostNumber() {
        FakeContext<String> context = new FakeContext<>();
        Ordering.Sorting<String> sorting = opened(context);

        IntStream.of(0, 4, 2, 3).forEach(index -> sorting.process(new Indexed<>(index, List.of("r" + index)), context));
        assertThat(context.take()).containsExactly("r0");
        sorting.end(context);

        assertThat(context.take()).containsExactly("r2", "r3", "r4");
    }

    private static Ordering.Sorting<String> opened(FakeContext<String> context) {
        Ordering.Sorting<String> sorting = new Ordering.Sorting<>();
        sorting.open(context);
        context.key(0);
        return sorting;
    }
}
