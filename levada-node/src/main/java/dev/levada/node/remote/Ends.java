package dev.levada.node.remote;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * How often the processes in one place have ended of late, and for nothing. A fault takes a worker now and then; one
 * that ends again and again, whatever it is given, is not mended by another start.
 */
final class Ends {
    private static final int MAX_UNUSED = 5;
    private static final int MAX_USED = 10;
    private static final long WINDOW_NANOS = 60_000_000_000L;

    /** When those ended, in the window, before the job got on; at most one more than {@link #MAX_USED}. */
    private final Deque<Long> times = new ArrayDeque<>();

    private int unused;
    private long epochs;

    /**
     * Another one has ended.
     *
     * @param useful whether it had joined the job
     * @param completedEpochs of the job, so far
     * @return why no other is to be started; empty if one is
     */
    Optional<String> another(boolean useful, long completedEpochs, long now) {
        if (completedEpochs > epochs) {
            times.clear();
        }
        epochs = completedEpochs;
        unused = useful || lastIsLongAgo(now) ? 0 : unused;
        unused += useful ? 0 : 1;
        while (!times.isEmpty() && now - times.getFirst() > WINDOW_NANOS) {
            times.removeFirst();
        }
        times.addLast(now);
        return tooMany();
    }

    private boolean lastIsLongAgo(long now) {
        return times.isEmpty() || now - times.getLast() > WINDOW_NANOS;
    }

    private Optional<String> tooMany() {
        if (unused > MAX_UNUSED) {
            return Optional.of("%d times in a row before it was of any use".formatted(unused));
        }
        return times.size() > MAX_USED
                ? Optional.of("%d times within %d s, and no epoch was completed in between"
                        .formatted(times.size(), WINDOW_NANOS / 1_000_000_000))
                : Optional.empty();
    }
}
