package dev.levada.dadstorm.language;

import java.util.ArrayList;
import java.util.List;

/** Lists of words, parted by commas or by blanks. */
final class Items {

    private static final int MAX_ITEMS = 2 * DadstormParser.MAX_REPLICAS;

    private static final String REMEDY = "leave the comma out, or write \"\" for an empty text";

    private final Line line;
    private final Problems problems;
    private final List<Word> items = new ArrayList<>();

    private Items(Line line, Problems problems) {
        this.line = line;
        this.problems = problems;
    }

    /** Reads the items up to the end of the line. */
    static List<Word> toEndOfLine(Line line, Problems problems) {
        Items items = new Items(line, problems);
        while (!line.isAtEnd()) {
            items.readOne();
        }
        return items.items;
    }

    /** Reads the items up to the next clause word; a first item may resemble one, a later one only after a comma. */
    static List<Word> toNextClause(Line line, Problems problems) {
        Items items = new Items(line, problems);
        boolean afterComma = false;
        while (!line.isAtEnd() && !items.clauseIsNext(afterComma)) {
            afterComma = items.readOne();
        }
        return items.items;
    }

    private boolean clauseIsNext(boolean afterComma) {
        boolean mayResembleClause = items.isEmpty() || afterComma;
        return mayResembleClause ? Clause.isNext(line) : Clause.seemsNext(line);
    }

    /** Reads an item and the comma behind it, and tells whether there was a comma. */
    private boolean readOne() {
        Word item = line.word();
        if (item.isMissing()) {
            problems.error(item.position(), "nothing stands before a comma", REMEDY);
        } else {
            add(item);
        }
        boolean comma = line.accept(',');
        if (comma && line.isAtEnd()) {
            problems.error(line.position(), "nothing stands after a comma", REMEDY);
        }
        return comma;
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
