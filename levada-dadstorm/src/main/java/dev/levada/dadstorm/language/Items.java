package dev.levada.dadstorm.language;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Lists of words, parted by commas or by blanks. */
final class Items {

    private static final int MAX_ITEMS = 2 * DadstormParser.MAX_REPLICAS;

    private static final String REMEDY = "leave the comma out, or write \"\" for an empty text";

    private final Line line;
    private final Problems problems;
    private final List<Word> items = new ArrayList<>();
    private boolean afterComma;

    private Items(Line line, Problems problems) {
        this.line = line;
        this.problems = problems;
    }

    /** Reads the items up to the end of the line. */
    static List<Word> toEndOfLine(Line line, Problems problems) {
        return new Items(line, problems).readUntil(items -> line.isAtEnd());
    }

    /** Reads the items up to the next clause word. */
    static List<Word> toNextClause(Line line, Problems problems) {
        return new Items(line, problems).readUntil(items -> line.isAtEnd() || items.clauseIsNext());
    }

    private List<Word> readUntil(Predicate<Items> end) {
        while (!end.test(this)) {
            readOne();
        }
        if (afterComma) {
            problems.error(line.position(), "nothing stands after a comma", REMEDY);
        }
        return items;
    }

    /** A first item, and one after a comma, may resemble a clause word. */
    private boolean clauseIsNext() {
        boolean mayResembleOne = items.isEmpty() || afterComma;
        return mayResembleOne ? Clause.isNext(line) : Clause.seemsNext(line);
    }

    private void readOne() {
        Word item = line.word();
        if (item.isMissing()) {
            problems.error(item.position(), "nothing stands before a comma", REMEDY);
        } else {
            add(item);
        }
        afterComma = line.accept(',');
    }

    private void add(Word item) {
        if (items.size() == MAX_ITEMS) {
            problems.error(item.position(), "more than %d items in a list".formatted(MAX_ITEMS), "shorten the list");
        }
        if (items.size() <= MAX_ITEMS) {
            items.add(item);
        }
    }
}
