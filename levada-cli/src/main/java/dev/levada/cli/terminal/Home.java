package dev.levada.cli.terminal;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where a user's secrets and tokens are, unless a command is told otherwise. */
public final class Home {

    private Home() {}

    /** The directory that is given; else {@code $LEVADA_HOME}, else {@code ~/.levada}. */
    public static Path or(@Nullable Path given) {
        if (given != null) {
            return given;
        }
        String home = System.getenv("LEVADA_HOME");
        return home == null || home.isEmpty() ? Path.of(System.getProperty("user.home"), ".levada") : Path.of(home);
    }
}
