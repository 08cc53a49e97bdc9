package dev.levada.connectors.jdbc;

import dev.levada.api.connector.BadInputException;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Where the database is and who logs in; its text has no secrets. */
final class Database {
    private final String url;
    private final Properties login = new Properties();
    private final Secrets secrets;

    Database(String url, @Nullable String user, @Nullable String password) {
        this.url = url;
        if (user != null) {
            login.setProperty("user", user);
        }
        if (password != null) {
            login.setProperty("password", password);
        }
        this.secrets = new Secrets(url, password);
    }

    /**
     * A new connection.
     *
     * @throws BadInputException if no driver knows the URL
     * @throws SQLException if it cannot be had; without secrets
     */
    Connection connect() throws SQLException {
        if (DriverManager.drivers().noneMatch(this::knownTo)) {
            throw new BadInputException(
                    "no JDBC driver here knows %s; add the driver's jar to the class path, and check the beginning of the URL"
                            .formatted(this));
        }
        try {
            return DriverManager.getConnection(url, (Properties) login.clone());
        } catch (SQLException e) {
            throw secrets.cleaned(e);
        }
    }

    Secrets secrets() {
        return secrets;
    }

    @Override
    public String toString() {
        return secrets.maskedUrl();
    }

    private boolean knownTo(Driver driver) {
        try {
            return driver.acceptsURL(url);
        } catch (SQLException e) {
            return false; // as DriverManager takes it
        }
    }
}
