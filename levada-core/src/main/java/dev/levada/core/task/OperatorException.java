package dev.levada.core.task;

/** An operator could not process a record, and its error policy does not go on without it. */
public final class OperatorException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int MAX_RECORD_CHARS = 200;

    private OperatorException(String message, Throwable cause) {
        super(message, cause);
    }

    static OperatorException onRecord(String operator, Object value, int attempts, Throwable cause) {
        String tries = attempts > 1 ? " in " + attempts + " attempts" : "";
        return new OperatorException(
                "operator '%s' failed%s on record %s: %s".formatted(operator, tries, shorten(value), reason(cause)),
                cause);
    }

    static OperatorException during(String operator, String deed, Throwable cause) {
        return new OperatorException("operator '%s' failed to %s: %s".formatted(operator, deed, reason(cause)), cause);
    }

    static String reason(Throwable cause) {
        String message = cause.getMessage();
        String kind = cause.getClass().getSimpleName();
        return message == null || message.isBlank() ? kind : kind + ": " + message;
    }

    static String shorten(Object value) {
        String text = String.valueOf(value);
        return text.length() <= MAX_RECORD_CHARS ? text : text.substring(0, MAX_RECORD_CHARS) + "...";
    }
}
