package dev.levada.dadstorm.text;

/** What counts as a blank, a quote and the start of a comment. */
public final class Marks {

    /** Makes the line that it begins a comment; anywhere else it is data. */
    public static final char COMMENT = '%';

    private static final char STRAIGHT = '"';
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private Marks() {}

    /** Holds for spaces of every width, no-break ones too, for tabs, and for a byte order mark. */
    public static boolean isBlank(char character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character) || character == BYTE_ORDER_MARK;
    }

    /** Holds for double quotes, straight or curly; a single quote is an ordinary character. */
    public static boolean isQuote(char character) {
        return character == STRAIGHT || isCurly(character);
    }

    /** Tells whether a quote ends what another began: straight ends straight, either curly one ends either. */
    public static boolean closes(char opening, char character) {
        return opening == STRAIGHT ? character == STRAIGHT : isCurly(character);
    }

    /**
     * Finds the first character that is not blank.
     *
     * @param from where to look first, from 0
     * @return its index, or the length of the text if only blanks are left
     */
    public static int skipBlanks(String text, int from) {
        int at = from;
        while (at < text.length() && isBlank(text.charAt(at))) {
            at++;
        }
        return at;
    }

    /** Tells whether a line says nothing: it is blank, or its first character that is not blank makes it a comment. */
    public static boolean isSilent(String line) {
        int start = skipBlanks(line, 0);
        return start == line.length() || line.charAt(start) == COMMENT;
    }

    private static boolean isCurly(char character) {
        return character == '\u201C' || character == '\u201D';
    }
}
