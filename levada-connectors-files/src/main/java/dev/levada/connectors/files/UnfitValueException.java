package dev.levada.connectors.files;

/** A row or a cell is not what its type asks for; the message says what was expected and what was found. */
final class UnfitValueException extends Exception {
    private static final long serialVersionUID = 1L;
    private static final int SHOWN_CHARS = 100;

    private final String reason;

    UnfitValueException(String reason) {
        super(reason);
        this.reason = reason;
    }

    static UnfitValueException expected(String what, String found) {
        return new UnfitValueException(
                "expected %s, found %s".formatted(what, found.isBlank() ? "nothing" : quoted(found)));
    }

    UnfitValueException in(String place) {
        return new UnfitValueException(place + ": " + reason);
    }

    String reason() {
        return reason;
    }

    /** The text in quotes, or its start if it is long. */
    static String quoted(String text) {
        return text.length() <= SHOWN_CHARS ? "'" + text + "'" : "'" + text.substring(0, SHOWN_CHARS) + "...'";
    }
}
