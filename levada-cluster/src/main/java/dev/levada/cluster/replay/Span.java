package dev.levada.cluster.replay;

import dev.levada.api.connector.BadInputException;
import java.util.OptionalLong;

/**
 * What part of a recording is done again.
 *
 * @param from the epoch with whose snapshots it begins
 * @param to the epoch before which it ends; empty if it goes on as long as there are logs
 */
record Span(Recording.Complete from, OptionalLong to) {

    /** @throws BadInputException if there is no log for that */
    static Span of(Recording recording, ReplayRange range) {
        Recording.Complete last = recording.last();
        Recording.Complete begin = begin(recording, range.from(), range.to());
        boolean all = begin.epoch() == last.epoch();
        OptionalLong end = range.to().isEmpty() && !all ? OptionalLong.of(last.epoch()) : range.to();
        boolean known = end.isEmpty() || (all ? end.getAsLong() > last.epoch() : end.getAsLong() == last.epoch());
        if (!known) {
            throw new BadInputException(
                    "a replay from epoch %d cannot end at epoch %d: it can go to epoch %d, the last complete one, from the one before, or from there to a later one that the task has stored"
                            .formatted(begin.epoch(), end.getAsLong(), last.epoch()));
        }
        return new Span(begin, end);
    }

    private static Recording.Complete begin(Recording recording, OptionalLong from, OptionalLong to) {
        Recording.Complete last = recording.last();
        if (from.isEmpty()) {
            return to.isPresent() && to.getAsLong() <= last.epoch()
                    ? recording.complete().get(0)
                    : last;
        }
        return recording.complete().stream()
                .filter(each -> each.epoch() == from.getAsLong())
                .findFirst()
                .orElseThrow(() -> new BadInputException(
                        ("epoch %d cannot be gone back to: there is what tasks chose since epoch %d, and epoch %d is the last"
                                        + " complete one; leave the epoch out, or say one of these")
                                .formatted(
                                        from.getAsLong(),
                                        recording.complete().get(0).epoch(),
                                        last.epoch())));
    }

    /** Whether it ends at the last complete epoch, so that what came after it does not count. */
    boolean isClosed(Recording recording) {
        return to.isPresent() && to.getAsLong() == recording.last().epoch();
    }
}
