package dev.levada.console;

import dev.levada.console.wire.Role;
import io.javalin.security.RouteRole;
import java.util.Optional;

/** Whom a route is for. */
enum Access implements RouteRole {
    /** Everybody: no token is asked for. */
    OPEN(Optional.empty()),
    METRICS(Optional.of(Role.METRICS)),
    READ(Optional.of(Role.READ)),
    OPERATE(Optional.of(Role.OPERATE)),
    SUBMIT(Optional.of(Role.SUBMIT));

    @SuppressWarnings("ImmutableEnumChecker") // an Optional of an enum
    private final Optional<Role> needed;

    Access(Optional<Role> needed) {
        this.needed = needed;
    }

    Optional<Role> needed() {
        return needed;
    }
}
