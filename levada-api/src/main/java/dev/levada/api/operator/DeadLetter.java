package dev.levada.api.operator;

/**
 * A record that an operator could not process.
 *
 * @param operator the operator's name
 * @param value the record as text, or the raw line if it could not even be read
 * @param error what went wrong, in words
 */
public record DeadLetter(String operator, String value, String error) {

    /** The output on which an operator with {@link ErrorPolicy#deadLetter()} puts them. */
    public static final SideOutput<DeadLetter> OUTPUT = new SideOutput<>("errors");
}
