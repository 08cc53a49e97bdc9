package dev.levada.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Loops of files. */
@Timeout(60)
final class YamlLoopTest {
    @TempDir
    private Path directory;

    @Test
    void recordsGoRoundUntilTheyAreDone() {
        assertThat(PipelineFiles.run(new PipelineFiles(directory)
                        .load(
                                "name: halves",
                                "sources:",
                                "  numbers: { sequence: { count: 9 } }",
                                "steps:",
                                "  - starts: { from: numbers, map: { start: value, now: value, steps: 0 } }",
                                "  - walks: { from: starts, loop: true }",
                                "  - next: { from: walks, map: { start: start, now: now / 2, steps: steps + 1 } }",
                                "  - even: { from: next, filter: now > 0 && now % 2 == 0, feedBack: walks }",
                                "  - odd: { from: next, filter: now % 2 == 1, feedBack: walks }",
                                "  - over: { from: next, filter: now == 0 }")))
                .containsExactlyInAnyOrder(
                        List.of(0L, 0L, 1L),
                        List.of(1L, 0L, 1L),
                        List.of(2L, 0L, 2L),
                        List.of(3L, 0L, 2L),
                        List.of(4L, 0L, 3L),
                        List.of(5L, 0L, 3L),
                        List.of(6L, 0L, 3L),
                        List.of(7L, 0L, 3L),
                        List.of(8L, 0L, 4L));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            b: {from: a, loop: true}, c: {from: b, filter: value > 1}|1:60 Y103 nothing goes back to loop 'b'; say 'feedBack: b'
            b: {from: a, loop: false}|1:66 Y105 'loop' is true, or not there
            b: {from: a, loop: true}, c: {from: b, filter: value > 1, feedBack: a}|1:115 Y201 there is no loop 'a' above
            b: {from: a, loop: true}, c: {from: b, map: string(value), feedBack: b}|1:116 Y204 what goes back to loop 'b' must have the fields of what comes into it; that has value: int, and this value: string
            b: {from: a, loop: true}, c: {from: a, filter: value > 1, feedBack: b}|1:115 Y501 'c' does not come from loop 'b'
            """)
    void tells(String steps, String message) {
        assertThat(new PipelineFiles(directory)
                        .problems("{name: x, sources: {a: {sequence: }}, steps: [" + steps + "]}"))
                .singleElement()
                .asString()
                .startsWith(message);
    }
}
