package dev.levada.replication;

/** A command was not applied, and never will be; or a query was not answered. It may be sent again. */
public final class NotAppliedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotAppliedException(String detail) {
        super(detail);
    }
}
