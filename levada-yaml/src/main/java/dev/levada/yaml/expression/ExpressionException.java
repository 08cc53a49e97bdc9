package dev.levada.yaml.expression;

/** An expression cannot be used. The message says why, and what would do. */
public final class ExpressionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int offset;
    private final int length;
    private final boolean isOfTypes;

    ExpressionException(Token token, boolean isOfTypes, String message) {
        super(message);
        this.offset = token.offset();
        this.length = Math.max(1, token.text().length());
        this.isOfTypes = isOfTypes;
    }

    /** Where in the text, from 0. */
    public int offset() {
        return offset;
    }

    /** How many characters are meant, from 1. */
    public int length() {
        return length;
    }

    /** Whether it can be read, and only its types do not fit. */
    public boolean isOfTypes() {
        return isOfTypes;
    }
}
