package dev.levada.node;

import dev.levada.node.embedded.Embedded;

/**
 * Runs topologies.
 *
 * <pre>{@code
 * JobResult result = Levada.embedded().guarantee(Guarantee.EXACTLY_ONCE).run(topology).join();
 * }</pre>
 */
public final class Levada {

    private Levada() {}

    /** Settings of a run in this process. */
    public static Embedded embedded() {
        return new Embedded();
    }
}
