package dev.levada.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.core.codec.Codecs;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class JudgeTest {
    private final Judge judge = new Judge(Codecs.any());

    private Optional<String> judged(List<Object> wanted, List<Object> found, boolean complete) {
        return judge.difference(Map.of("out", wanted), Map.of("out", found), complete);
    }

    @Test
    void countsRecordsInAnyOrder() {
        assertThat(judged(List.of("a", "b", "a"), List.of("b", "a", "a"), true)).isEmpty();
        assertThat(judged(List.of("a", "b"), List.of("a"), true))
                .hasValueSatisfying(
                        text -> assertThat(text).contains("missing   [b]").doesNotContain("too many"));
        assertThat(judged(List.of("a", "b"), List.of("a"), false)).isEmpty();
        assertThat(judged(List.of("a", "b"), List.of("a", "a"), false))
                .hasValueSatisfying(
                        text -> assertThat(text).contains("too many  [a]").doesNotContain("missing"));
    }

    @Test
    void comparesTheOrderOfEachKey() {
        judge.inOrder("out", record -> ((String) record).charAt(0));
        assertThat(judged(List.of("a1", "b1", "a2"), List.of("b1", "a1", "a2"), true))
                .isEmpty();
        assertThat(judged(List.of("a1", "a2"), List.of("a1"), false)).isEmpty();
        assertThat(judged(List.of("a1", "a2"), List.of("a1"), true))
                .hasValueSatisfying(text -> assertThat(text).contains("of key a from number 2 on", "wanted    [a2]"));
        assertThat(judged(List.of("a1", "a2"), List.of("a2"), false))
                .hasValueSatisfying(text -> assertThat(text).contains("of key a from number 1 on", "found     [a2]"));
        assertThat(judged(List.of("a1"), List.of("a1", "c1"), true))
                .hasValueSatisfying(text -> assertThat(text).contains("of key c from number 1 on", "found     [c1]"));
    }

    @Test
    void comparesInBytesWhatHasNoEquality() {
        assertThat(judged(List.of(new int[] {1, 2}), List.of(new int[] {1, 2}), true))
                .isEmpty();
        assertThat(judged(List.of(new int[] {1, 2}), List.of(new int[] {2, 1}), true))
                .isPresent();
    }

    @Test
    void showsTheFirstFewOnly() {
        assertThat(judged(List.of(1, 2, 3, 4, 5, 6, 7), List.of(), true))
                .hasValueSatisfying(text -> assertThat(text).contains("[1, 2, 3, 4, 5] and 2 more"));
    }
}
