package dev.levada.api.connector;

/** A piece of input that cannot be made a record. */
public final class MalformedRecordException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String raw;

    /**
     * @param location where it is: {@code sensors.csv:17}
     * @param raw the input as it stands
     * @param message what was expected and what was found
     */
    public MalformedRecordException(String location, String raw, String message) {
        super(location + ": " + message);
        this.raw = raw;
    }

    public String raw() {
        return raw;
    }
}
