package dev.levada.cli.replicate;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How several members agree, by name. */
final class ConsensusNames implements Iterable<String> {
    static final String HELP =
            "How members agree: ratis (for 2 and more, if not given) or jgroups (faster, and after a power"
                    + " failure less sure).";

    private static final List<String> ALL = List.of("ratis", "jgroups");

    static Optional<String> parse(@Nullable String name) {
        if (name != null && !ALL.contains(name)) {
            throw new IllegalArgumentException("--consensus is %s, was '%s'".formatted(String.join(" or ", ALL), name));
        }
        return Optional.ofNullable(name);
    }

    @Override
    public Iterator<String> iterator() {
        return ALL.iterator();
    }
}
