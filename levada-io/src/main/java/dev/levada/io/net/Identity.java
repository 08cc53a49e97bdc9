package dev.levada.io.net;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Who a process is.
 *
 * @param cluster the cluster's id: 1 to 63 letters, digits, dots, underscores and hyphens, a letter or digit first
 * @param node the node's id within its role; same form
 */
public record Identity(String cluster, Role role, String node) {
    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,62}";
    private static final Pattern URI = Pattern.compile("levada://(%1$s)/([a-z]+)/(%1$s)".formatted(NAME));

    /** @throws IllegalArgumentException if a name is not of the form above */
    public Identity {
        requireName("cluster id", cluster);
        requireName("node id", node);
    }

    /** The name that a certificate carries: {@code levada://CLUSTER/ROLE/NODE}, the role in lower case. */
    public String uri() {
        return "levada://%s/%s/%s".formatted(cluster, role.name().toLowerCase(Locale.ROOT), node);
    }

    /** Reads what {@link #uri} wrote; empty if it is anything else. */
    public static Optional<Identity> ofUri(String uri) {
        Matcher matcher = URI.matcher(uri);
        return matcher.matches()
                ? role(matcher.group(2)).map(role -> new Identity(matcher.group(1), role, matcher.group(3)))
                : Optional.empty();
    }

    private static Optional<Role> role(String lowerCase) {
        return Stream.of(Role.values())
                .filter(role -> role.name().toLowerCase(Locale.ROOT).equals(lowerCase))
                .findFirst();
    }

    private static void requireName(String what, String name) {
        if (!name.matches(NAME)) {
            throw new IllegalArgumentException(
                    "%s '%s' must be 1 to 63 letters, digits, dots, underscores or hyphens, a letter or digit first"
                            .formatted(what, name));
        }
    }

    @Override
    public String toString() {
        return uri();
    }
}
