package dev.levada.connectors.files;

/** A row or a cell is not what its type asks for; the message says what was expected and what was found. */
final class UnfitValueException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String reason;

    UnfitValueException(String reason) {
        super(reason);
        this.reason = reason;
    }

    static UnfitValueException expected(String what, String found) {
        return new UnfitValueException("expected %s, found %s".formatted(what, shown(found)));
    }

    UnfitValueException in(String place) {
        return new UnfitValueException(place + ": " + reason);
    }

    String reason() {
        return reason;
    }

    private static String shown(String text) {
        if (text.isBlank()) {
            return "nothing";
        }
        return text.length() <= 100 ? "'" + text + "'" : "'" + text.substring(0, 100) + "...'";
    }
}
