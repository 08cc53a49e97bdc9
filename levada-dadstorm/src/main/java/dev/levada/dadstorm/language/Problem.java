package dev.levada.dadstorm.language;

/**
 * Something wrong in a text.
 *
 * @param message what is wrong, with what was found and what was expected
 * @param remedy what the author can do; empty if the message says it all
 */
public record Problem(SourcePosition position, Severity severity, String message, String remedy) {

    /** Whether the text can be used all the same. */
    public enum Severity {
        /** Nothing can be made of the text. */
        ERROR,
        /** Something was left out; the rest holds. */
        WARNING;

        private String shown() {
            return this == ERROR ? "error" : "warning";
        }
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /** Gives the one line that a user sees: {@code file:line:column: error: message; remedy}. */
    @Override
    public String toString() {
        String told = position + ": " + severity.shown() + ": " + message;
        return remedy.isEmpty() ? told : told + "; " + remedy;
    }
}
