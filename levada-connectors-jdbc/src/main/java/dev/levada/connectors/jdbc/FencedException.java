package dev.levada.connectors.jdbc;

import java.sql.SQLException;

/** A newer attempt has taken over. */
final class FencedException extends SQLException {
    private static final long serialVersionUID = 1L;

    FencedException(String message) {
        super(message);
    }
}
