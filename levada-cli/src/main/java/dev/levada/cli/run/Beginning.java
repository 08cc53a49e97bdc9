package dev.levada.cli.run;

import dev.levada.node.embedded.Embedded;
import dev.levada.node.savepoint.Savepoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a job begins with: nothing, or a savepoint that is open as long as the job runs. */
record Beginning(Optional<Savepoint> savepoint) implements AutoCloseable {

    static Beginning of(@Nullable Path directory) {
        return new Beginning(Optional.ofNullable(directory).map(Savepoint::open));
    }

    Embedded applyTo(Embedded settings) {
        savepoint.ifPresent(settings::fromSavepoint);
        return settings;
    }

    @Override
    public void close() {
        if (savepoint.isPresent()) {
            try {
                savepoint.get().close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
