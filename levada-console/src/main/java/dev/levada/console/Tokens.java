package dev.levada.console;

import dev.levada.api.connector.BadInputException;
import dev.levada.console.wire.Role;
import dev.levada.node.http.BearerToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Who may come in. Knows the tokens by their hashes only. */
final class Tokens {
    private final Map<Role, BearerToken> tokens;

    private Tokens(Map<Role, BearerToken> tokens) {
        this.tokens = tokens;
    }

    /**
     * Reads the tokens of a directory. Makes the directory and the tokens that are not there yet.
     *
     * @throws BadInputException if others than the owner can get at them, or they cannot be read or made
     */
    static Tokens in(Path directory) {
        Map<Role, BearerToken> tokens = new EnumMap<>(Role.class);
        for (Role role : Role.values()) {
            Path file = directory.resolve(role.fileName());
            try {
                tokens.put(role, BearerToken.readOrMake(file));
            } catch (IOException e) {
                throw new BadInputException(
                        "the token in '%s' can be neither used nor made: %s".formatted(file, e.getMessage()), e);
            }
        }
        return new Tokens(tokens);
    }

    /** What the bearer may do; empty if this is not one of the tokens. Takes as long whatever is wrong with it. */
    Optional<Role> role(String shown) {
        TreeSet<Role> matching = new TreeSet<>();
        tokens.forEach((role, token) -> {
            if (token.matches(shown)) {
                matching.add(role);
            }
        });
        return matching.stream().findFirst();
    }
}
