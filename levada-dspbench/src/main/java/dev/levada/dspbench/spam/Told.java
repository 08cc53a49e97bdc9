package dev.levada.dspbench.spam;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What is said of a word, or of all words (by no name). */
sealed interface Told {
    /** What all words together are called. */
    String ALL = "";

    String word();

    /** It was in a mail of which it is known whether it is spam. */
    record Known(String word, long count, boolean spam) implements Told {}

    /**
     * A mail that is to be judged has it.
     *
     * @param words how many different ones that mail has
     */
    record Asked(String word, String mail, int words) implements Told {}

    /** What is said by a mail that is known. */
    static List<Told> known(Mail mail) {
        return each(
                mail,
                word -> new Known(word.getKey(), word.getValue(), mail.spam()),
                new Known(ALL, mail.length(), mail.spam()));
    }

    /** What is asked by a mail that is to be judged; nothing if it has no words. */
    static List<Told> asked(Mail mail) {
        int words = mail.words().size();
        return words == 0
                ? List.of()
                : each(mail, word -> new Asked(word.getKey(), mail.id(), words), new Asked(ALL, mail.id(), words));
    }

    private static List<Told> each(Mail mail, Function<Map.Entry<String, Integer>, Told> ofWord, Told ofAll) {
        List<Told> all = new ArrayList<>();
        mail.words().entrySet().forEach(word -> all.add(ofWord.apply(word)));
        all.add(ofAll);
        return all;
    }
}
