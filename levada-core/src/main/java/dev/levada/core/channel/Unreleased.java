package dev.levada.core.channel;

import dev.levada.core.element.Element;
import java.util.List;

/**
 * What the consumer of a channel may still ask for, in order; some that it will not ask for may come first.
 *
 * @param firstSequence the first number that is there; {@link #NOTHING} if there is none
 * @param written what was not in memory, as {@link ElementCodec} has written it, some elements in a row in each; not to
 *     be changed
 * @param elements what follows
 */
public record Unreleased(long firstSequence, List<byte[]> written, List<Element> elements) {
    /** A number that no element has. */
    public static final long NOTHING = 0;

    /** Whether there is nothing. */
    public boolean isEmpty() {
        return firstSequence == NOTHING;
    }
}
