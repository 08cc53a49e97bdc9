package dev.levada.dadstorm.language;

/**
 * A run of characters in a line, without the quotes round it.
 *
 * @param quoted whether it stood in quotes, which makes an empty text a word, and keeps a clause word from being one
 */
record Word(SourcePosition position, String text, boolean quoted) {

    private static final int MAX_SHOWN = 60;

    static Word missing(SourcePosition position) {
        return new Word(position, "", false);
    }

    /** Tells that the line ends, or has a comma, where a word was looked for. */
    boolean isMissing() {
        return text.isEmpty() && !quoted;
    }

    /** Gives the word for a message: in quotes, and shortened if it is long. */
    String shown() {
        return "'" + (text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "...") + "'";
    }
}
