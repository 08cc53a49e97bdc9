package dev.levada.api;

import java.util.List;

/**
 * A part of a job that records go through again and again, until they are done.
 *
 * <pre>{@code
 * Loop<Walk> loop = walks.loop("walks");
 * Stream.Split<Walk> next = loop.stream().map(Walk::step).split(Walk::isDone);
 * loop.feedBack(next.others());
 * next.matching().to(sink);
 * }</pre>
 *
 * A loop ends when its other inputs have ended and nothing is under way in it; then operators in it see the end of
 * their input. What they emit there must leave the loop.
 */
public final class Loop<T> {
    private final Stream<T> stream;
    private final OperatorBuilder head;

    Loop(Stream<T> stream, OperatorBuilder head) {
        this.stream = stream;
        this.head = head;
    }

    /** All records of the loop: those that come in, and those that come back. */
    public Stream<T> stream() {
        return stream;
    }

    /**
     * Closes the loop: these records come back to where it begins.
     *
     * @param records made of those of {@link #stream} by at least one operator
     * @throws IllegalStateException if the loop is closed already
     * @throws IllegalArgumentException if these records do not come from the loop
     */
    public void feedBack(Stream<? extends T> records) {
        List<Stream.Origin> origins = records.originsIn(stream);
        if (head.isClosed()) {
            throw new IllegalStateException(
                    "loop '%s' is closed already; merge the streams that are to go round again, and close it once"
                            .formatted(head.name()));
        }
        for (Stream.Origin origin : origins) {
            if (origin.operator() == head) {
                throw new IllegalArgumentException(
                        "loop '%s' cannot be fed back as it is, or records would go round for ever; put an operator between"
                                .formatted(head.name()));
            }
            if (!origin.operator().comesFrom(head)) {
                throw new IllegalArgumentException(
                        "'%s' does not come from loop '%s', and cannot be fed back to it; merge it with what the loop reads"
                                .formatted(origin.operator().name(), head.name()));
            }
        }
        head.close(origins);
    }
}
