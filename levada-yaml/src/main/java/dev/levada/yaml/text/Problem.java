package dev.levada.yaml.text;

/**
 * Something wrong in a file.
 *
 * @param message what is wrong, with what was found, what was expected, and what to do
 * @param line the text of the line; empty if it cannot be shown
 */
public record Problem(Position position, Code code, String message, String line) {

    /**
     * The line that scripts read, {@code file:line:column: error: message (code)}, and below it the place in the text.
     */
    @Override
    public String toString() {
        String told = "%s: error: %s (%s)".formatted(position, message, code.label());
        return line.isBlank() ? told : told + "\n" + shown();
    }

    private String shown() {
        int before = Math.min(position.column() - 1, line.length());
        int marks = Math.max(1, Math.min(position.length(), line.length() - before));
        String indent = line.substring(0, before).replaceAll("[^\t]", " ");
        return "%5d | %s%n      | %s%s".formatted(position.line(), line, indent, "^".repeat(marks));
    }
}
