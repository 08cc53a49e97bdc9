package dev.levada.dspbench.wordcount;

import dev.levada.dspbench.draw.Draw;
import dev.levada.dspbench.draw.Draws;
import dev.levada.dspbench.draw.Numbers;
import dev.levada.dspbench.draw.Zipf;
import java.util.function.LongFunction;

/** Lines of 5 to 15 words with what stands between words; some lines are empty. */
final class Sentences implements LongFunction<String> {
    private static final Zipf WORDS = new Zipf(10_000);

    private final Draws draws;

    Sentences(long seed) {
        this.draws = Draws.of(seed, "wc");
    }

    @Override
    public String apply(long index) {
        Draw draw = draws.at(index);
        if (draw.below(50) == 0) {
            return "";
        }
        int words = 5 + draw.below(11);
        StringBuilder line = new StringBuilder();
        for (int word = 0; word < words; word++) {
            line.append('w').append(Numbers.base36(draw.zipf(WORDS)));
            if (word < words - 1) {
                line.append(between(draw.below(10)));
            }
        }
        return line.toString();
    }

    private static String between(int kind) {
        return switch (kind) {
            case 0 -> ", ";
            case 1 -> "  ";
            case 2 -> "-";
            default -> " ";
        };
    }
}
