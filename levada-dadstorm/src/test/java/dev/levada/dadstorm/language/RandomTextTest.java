package dev.levada.dadstorm.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RandomTextTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
    void readsBackWhateverSpellingAConfigurationIsPrintedIn(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            Configuration drawn = new RandomConfiguration(random).draw();
            String text = new RandomSpelling(random).print(drawn);

            Reading<Configuration> reading = DadstormParser.parseConfiguration("drawn", text);

            assertThat(reading.problems())
                    .as("seed %d, text %d:%n%s", seed, i, text)
                    .isEmpty();
            assertThat(reading.result().orElseThrow())
                    .as("seed %d, text %d:%n%s", seed, i, text)
                    .usingRecursiveComparison()
                    .ignoringFieldsOfTypes(SourcePosition.class)
                    .isEqualTo(drawn);
        }
    }

    @Test
    void answersEveryMutationOfASoundText() {
        Random random = new Random(20_000);
        Configuration shell = Texts.sound(Texts.operator("OP1"));
        for (int i = 0; i < 20_000; i++) {
            String text = mutated(new RandomSpelling(random).print(new RandomConfiguration(random).draw()), random);

            Reading<Configuration> reading = DadstormParser.parseConfiguration("mutated", text);

            assertThat(reading.result().isPresent()).as("text %d:%n%s", i, text).isNotEqualTo(reading.hasErrors());
            assertPositionsAreInside(reading, text);
            assertThat(DadstormParser.parseScript("mutated", text, shell)).isNotNull();
            assertThat(DadstormParser.parseCommand("mutated", text, shell)).isNotNull();
        }
    }

    private static void assertPositionsAreInside(Reading<?> reading, String text) {
        String[] lines =
                (text.startsWith("\uFEFF") ? text.substring(1) : text).lines().toArray(String[]::new);
        for (Problem problem : reading.problems()) {
            SourcePosition position = problem.position();
            int length = position.line() <= lines.length ? lines[position.line() - 1].length() : 0;
            assertThat(position.line()).isBetween(1, Math.max(1, lines.length));
            assertThat(position.column()).isBetween(1, length + 1);
        }
    }

    private static String mutated(String text, Random random) {
        StringBuilder mutated = new StringBuilder(text);
        String marks = " \n,\"\u201C\u201D()%=<>/:\\_-0a\t\u0000\uFEFF\uD83D";
        for (int i = 1 + random.nextInt(8); i > 0 && mutated.length() > 0; i--) {
            int from = random.nextInt(mutated.length());
            int to = Math.min(mutated.length(), from + 1 + random.nextInt(12));
            char mark = marks.charAt(random.nextInt(marks.length()));
            switch (random.nextInt(4)) {
                case 0 -> mutated.delete(from, to);
                case 1 -> mutated.insert(from, mark);
                case 2 -> mutated.setCharAt(from, mark);
                default -> mutated.insert(random.nextInt(mutated.length()), mutated.substring(from, to));
            }
        }
        return mutated.toString();
    }
}
