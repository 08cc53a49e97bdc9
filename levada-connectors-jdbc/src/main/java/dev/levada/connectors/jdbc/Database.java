package dev.levada.connectors.jdbc;

import dev.levada.api.connector.BadInputException;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where the database is and who logs in; its text has no secrets. */
final class Database {
    private final String url;
    private final Properties login = new Properties();
    private final Secrets secrets;
    private final @Nullable Driver driver;

    /** @param driver the one to use, if it is not to be looked for */
    Database(String url, @Nullable String user, @Nullable String password, @Nullable Driver driver) {
        this.url = url;
        this.driver = driver;
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
     * @throws BadInputException if the driver does not know the URL, or none does
     * @throws SQLException if it cannot be had; without secrets
     */
    Connection connect() throws SQLException {
        Driver known =
                driver != null ? driver : driver(DriverManager.drivers(), url).orElseThrow(this::unknown);
        try {
            Connection connection = known.connect(url, (Properties) login.clone());
            if (connection == null) { // as drivers say that a URL is not theirs
                throw unknown();
            }
            return connection;
        } catch (SQLException e) {
            throw secrets.cleaned(e);
        }
    }

    private BadInputException unknown() {
        return new BadInputException(
                "no JDBC driver here knows %s; add the driver's jar to the class path, and check the beginning of the URL"
                        .formatted(this));
    }

    Secrets secrets() {
        return secrets;
    }

    @Override
    public String toString() {
        return secrets.maskedUrl();
    }

    /** The first one that knows a URL. */
    static Optional<Driver> driver(Stream<Driver> drivers, String url) {
        return drivers.filter(each -> isKnownTo(each, url)).findFirst();
    }

    private static boolean isKnownTo(Driver driver, String url) {
        try {
            return driver.acceptsURL(url);
        } catch (SQLException e) {
            return false; // as DriverManager takes it
        }
    }
}
