package dev.levada.dadstorm.language;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The parts of an operator's definition, each begun by its word: written with an underscore, or as two words. */
enum Clause {
    INPUT_OPS("INPUT_OPS data.csv"),
    REP_FACT("REP_FACT 1"),
    ROUTING("ROUTING primary"),
    ADDRESS("ADDRESS tcp://localhost:11000/op"),
    OPERATOR_SPEC("OPERATOR_SPEC COUNT");

    static final Vocabulary<Clause> WORDS = new Vocabulary<>(List.of(values()), Clause::name);

    private final String example;

    Clause(String example) {
        this.example = example;
    }

    String example() {
        return example;
    }

    /** Reads a clause word if it is next; otherwise leaves the line as it is and returns null. */
    static @Nullable Clause read(Line line) {
        return read(line, WORDS::find);
    }

    /** Reads a clause word that is misspelt, if one seems to be next; otherwise leaves the line and returns null. */
    static @Nullable Clause readMisspelt(Line line) {
        return read(line, WORDS::near);
    }

    static boolean isNext(Line line) {
        return peek(line, WORDS::find);
    }

    /** Tells whether a clause word is next, rightly spelt or not. */
    static boolean seemsNext(Line line) {
        return peek(line, WORDS::near);
    }

    private static boolean peek(Line line, Function<String, @Nullable Clause> meaning) {
        int start = line.mark();
        Clause clause = read(line, meaning);
        line.back(start);
        return clause != null;
    }

    private static @Nullable Clause read(Line line, Function<String, @Nullable Clause> meaning) {
        int start = line.mark();
        Word first = line.word();
        Clause clause = meaning(first, meaning);
        if (clause == null && !first.quoted()) {
            clause = secondHalf(first.text(), line.word(), meaning);
        }
        if (clause == null) {
            line.back(start);
        }
        return clause;
    }

    /** A second word that means a clause by itself begins that clause, however much it resembles one with the first. */
    private static @Nullable Clause secondHalf(String first, Word second, Function<String, @Nullable Clause> meaning) {
        boolean belongs = !second.quoted() && !second.isMissing() && meaning(second, meaning) == null;
        return belongs ? meaning.apply(first + "_" + second.text()) : null;
    }

    private static @Nullable Clause meaning(Word word, Function<String, @Nullable Clause> meaning) {
        return word.quoted() ? null : meaning.apply(word.text());
    }
}
