package dev.levada.dspbench.sentiment;

import dev.levada.dspbench.draw.Draw;
import dev.levada.dspbench.draw.Draws;
import dev.levada.dspbench.draw.Numbers;
import dev.levada.dspbench.draw.Zipf;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.LongFunction;

/** Tweets as JSON, 50 a second, of 6 to 15 words, hashtags and names. */
public final class Tweets implements LongFunction<String> {
    private static final Zipf WORDS = new Zipf(5_000);
    private static final Zipf TOPICS = new Zipf(500);
    private static final int MILLIS_APART = 20;
    private static final long FIRST_ID = 1_000_000;
    private static final DateTimeFormatter ISO = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final Draws draws;

    /** All tweets under a seed. */
    public Tweets(long seed) {
        this.draws = Draws.of(seed, "tw");
    }

    @Override
    public String apply(long index) {
        Draw draw = draws.at(index);
        int tokens = 6 + draw.below(10);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < tokens; i++) {
            text.append(i == 0 ? "" : " ");
            addToken(text, draw);
        }
        Instant created = Instant.ofEpochMilli(Numbers.START_SECONDS * 1_000 + index * MILLIS_APART);
        return "{\"data\":{\"created_at\":\"%s\",\"text\":\"%s\",\"id\":\"%d\"}}"
                .formatted(ISO.format(created), text, FIRST_ID + index);
    }

    private static void addToken(StringBuilder text, Draw draw) {
        int kind = draw.below(100);
        boolean isTopic = kind >= 80 && kind < 92;
        if (kind < 60) {
            text.append('w').append(Numbers.base36(draw.zipf(WORDS)));
        } else if (kind < 70) {
            text.append("pos").append(draw.below(50));
        } else if (kind < 80) {
            text.append("neg").append(draw.below(50));
        } else if (isTopic) {
            text.append("#t").append(draw.zipf(TOPICS));
        } else {
            text.append("@u").append(draw.below(1_000));
        }
        int mark = draw.below(8);
        if (!isTopic && mark < 2) {
            text.append(mark == 0 ? ',' : '!');
        }
    }
}
