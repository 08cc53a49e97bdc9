package dev.levada.dspbench.spam;

import dev.levada.dspbench.draw.Draw;
import dev.levada.dspbench.draw.Draws;
import dev.levada.dspbench.draw.Zipf;
import java.util.function.LongFunction;

/** Mails of 20 to 60 words as JSON, two in five of them spam; some words are more likely in one kind. */
final class Mails implements LongFunction<String> {
    private static final Zipf COMMON = new Zipf(3_000);
    private static final Zipf TYPICAL = new Zipf(2_000);

    private final Draws draws;
    private final boolean training;

    private Mails(Draws draws, boolean training) {
        this.draws = draws;
        this.training = training;
    }

    /** Mails of which it is known whether they are spam. */
    static Mails training(long seed) {
        return new Mails(Draws.of(seed, "sf-train"), true);
    }

    /** Others. */
    static Mails unknown(long seed) {
        return new Mails(Draws.of(seed, "sf-test"), false);
    }

    @Override
    public String apply(long index) {
        Draw draw = draws.at(index);
        boolean spam = draw.below(5) < 2;
        int words = 20 + draw.below(41);
        StringBuilder message = new StringBuilder();
        for (int i = 0; i < words; i++) {
            char kind = kind(draw.below(100), spam);
            message.append(i == 0 ? "" : " ").append(kind);
            message.append(draw.zipf(kind == 'c' ? COMMON : TYPICAL));
        }
        return training
                ? "{\"id\":\"t-%d\",\"message\":\"%s\",\"isSpam\":%b}".formatted(index, message, spam)
                : "{\"id\":\"a-%d\",\"message\":\"%s\"}".formatted(index, message);
    }

    /** A common word, or one that is typical of spam or of other mails. */
    private static char kind(int chance, boolean spam) {
        if (chance < 50) {
            return 'c';
        }
        boolean typicalOfSpam = spam ? chance < 95 : chance >= 99;
        return typicalOfSpam ? 's' : 'h';
    }
}
