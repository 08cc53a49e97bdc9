package dev.levada.dadstorm.language;

import java.util.OptionalInt;

/** The whole numbers of the language: decimal digits without a sign. */
enum Numeral {
    FIELD("a field number", 1, Integer.MAX_VALUE, "fields are counted from 1"),
    REPLICAS("a replication factor", 1, DadstormParser.MAX_REPLICAS, "give the number of replicas"),
    REPLICA("a replica number", 0, DadstormParser.MAX_REPLICAS - 1, "replicas are counted from 0"),
    MILLISECONDS("a time", 0, Integer.MAX_VALUE, "give it in milliseconds, without a unit"),
    PORT("a port", 1, 65_535, "give the port between the colon and the slash");

    private final String what;
    private final int min;
    private final int max;
    private final String remedy;

    Numeral(String what, int min, int max, String remedy) {
        this.what = what;
        this.min = min;
        this.max = max;
        this.remedy = remedy;
    }

    /** Reads a number; tells the problem and returns nothing if the word is none, or not one of these. */
    OptionalInt read(Word word, Problems problems) {
        OptionalInt number = parse(word.text());
        if (number.isEmpty()) {
            problems.error(
                    word.position(),
                    "%s must be a whole number from %d to %d, %s"
                            .formatted(what, min, max, word.isMissing() ? "and is missing" : "was " + word.shown()),
                    remedy);
        }
        return number;
    }

    private OptionalInt parse(String text) {
        if (text.isEmpty()) {
            return OptionalInt.empty();
        }
        long number = 0;
        for (int i = 0; i < text.length(); i++) {
            char digit = text.charAt(i);
            number = 10 * number + (digit - '0');
            if (digit < '0' || digit > '9' || number > max) {
                return OptionalInt.empty();
            }
        }
        return number < min ? OptionalInt.empty() : OptionalInt.of((int) number);
    }
}
