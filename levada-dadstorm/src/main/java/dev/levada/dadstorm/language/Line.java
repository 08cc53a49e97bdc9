package dev.levada.dadstorm.language;

import dev.levada.dadstorm.text.Marks;

/** One line of a text, read from left to right, word by word. Confined to the parser that reads it. */
final class Line {

    private final String file;
    private final int number;
    private final String text;
    private final Problems problems;
    private int at;

    /** @param number from 1 */
    Line(String file, int number, String text, Problems problems) {
        this.file = file;
        this.number = number;
        this.text = text;
        this.problems = problems;
    }

    boolean isAtEnd() {
        at = Marks.skipBlanks(text, at);
        return at == text.length();
    }

    /** Tells where the next thing to read stands; at the end, where one would have to be added. */
    SourcePosition position() {
        at = isAtEnd() ? text.stripTrailing().length() : at;
        return new SourcePosition(file, number, at + 1);
    }

    /** Reads one character if it is next. */
    boolean accept(char mark) {
        if (isAtEnd() || text.charAt(at) != mark) {
            return false;
        }
        at++;
        return true;
    }

    /** Reads up to a blank or a comma, or what stands in quotes; what is missing gives a missing word. */
    Word word() {
        boolean quoted = !isAtEnd() && Marks.isQuote(text.charAt(at));
        return quoted ? quotedWord() : bareWord("");
    }

    /** Reads a word that a parenthesis ends, too. */
    Word name() {
        return bareWord("()");
    }

    /** Passes over a comma or a word. */
    void skip() {
        if (!accept(',')) {
            word();
        }
    }

    /** Remembers how far the line is read, for {@link #back(int)}. */
    int mark() {
        return at;
    }

    void back(int mark) {
        at = mark;
    }

    /** Gives the whole line without the blanks round it. */
    @Override
    public String toString() {
        return text.strip();
    }

    private Word bareWord(String ends) {
        SourcePosition position = position();
        int start = at;
        while (!isBoundary() && ends.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return new Word(position, text.substring(start, at), false);
    }

    private Word quotedWord() {
        SourcePosition position = position();
        int start = at + 1;
        int close = closingQuote();
        at = Math.min(close + 1, text.length());
        if (close == text.length()) {
            problems.error(position, "a quote is opened and not closed", "close it with a quote of the same kind");
        } else if (!isBoundary()) {
            problems.error(position(), "text follows a closing quote", "put a blank or a comma between them");
        }
        return new Word(position, text.substring(start, close), true);
    }

    private int closingQuote() {
        int close = at + 1;
        while (close < text.length() && !Marks.closes(text.charAt(at), text.charAt(close))) {
            close++;
        }
        return close;
    }

    private boolean isBoundary() {
        return at == text.length() || text.charAt(at) == ',' || Marks.isBlank(text.charAt(at));
    }
}
