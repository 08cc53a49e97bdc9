package dev.levada.core.task;

import dev.levada.api.connector.BadInputException;
import dev.levada.api.connector.Source;
import dev.levada.api.connector.SourceReader;
import dev.levada.core.recovery.SourcePositions;
import dev.levada.core.recovery.SourcePositions.Split;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The splits of a source that are this task's: those that are open take turns, and of all it is known how far they are
 * read.
 */
final class SourceSplits {
    /** How many are open at once: they may be files, of which a process cannot open any number. */
    private static final int MAX_OPEN = 16;

    private final String name;
    private final Source<Object> source;
    private final @Nullable SplitTimes times;
    private final ArrayDeque<Split> unread = new ArrayDeque<>();
    private final List<Reading> readings = new ArrayList<>();
    private final List<Split> ended = new ArrayList<>();
    private final Map<String, Integer> numbers = new LinkedHashMap<>();
    private int turn;

    /** @param name of the source's operator */
    SourceSplits(String name, Source<Object> source, List<Split> splits, @Nullable SplitTimes times) {
        this.name = name;
        this.source = source;
        this.times = times;
        splits.forEach(split -> numbers.put(split.split(), numbers.size()));
        splits.forEach(split -> (split.ended() ? ended : unread).add(split));
    }

    /**
     * A split that is open.
     *
     * @param number what it is in the log: how many of the task's splits are before it
     */
    record Reading(int number, String split, SourceReader<Object> reader) {
        private Split position(boolean atEnd, @Nullable SplitTimes times) {
            return times == null
                    ? new Split(split, reader.position(), atEnd)
                    : times.position(split, number, reader.position(), atEnd);
        }
    }

    /** Opens as many as may be. */
    void open() {
        while (readings.size() < MAX_OPEN && !unread.isEmpty()) {
            Split split = unread.remove();
            try {
                SourceReader<Object> reader = source.open(split.split(), split.position());
                readings.add(new Reading(numbers.getOrDefault(split.split(), 0), split.split(), reader));
            } catch (IOException | RuntimeException e) {
                throw failed("open " + split.split(), e);
            }
        }
    }

    int countOpen() {
        return readings.size();
    }

    /** Whether nothing else is to be read than one split, which is open. */
    boolean isOnlyOne() {
        return readings.size() == 1 && unread.isEmpty();
    }

    boolean isEmpty() {
        return readings.isEmpty() && unread.isEmpty();
    }

    /** The open split whose turn it is. */
    Reading current() {
        return readings.get(turn);
    }

    /** Gives the turn to the next open split. */
    Reading next() {
        turn = turn + 1 < readings.size() ? turn + 1 : 0;
        return current();
    }

    /** Gives the turn to an open split, by its number. */
    Reading turnTo(int number) {
        for (turn = 0; turn < readings.size(); turn++) {
            if (current().number() == number) {
                return current();
            }
        }
        throw new IllegalStateException("source '%s' reads split %d again, which is not open".formatted(name, number));
    }

    /** The split whose turn it is is read to its end. */
    void endCurrent() {
        Reading reading = current();
        if (times != null) {
            times.ended(reading.number());
        }
        ended.add(reading.position(true, times));
        readings.remove(turn--);
        close(reading);
    }

    SourcePositions positions() {
        List<Split> splits = new ArrayList<>(ended);
        readings.forEach(reading -> splits.add(reading.position(false, times)));
        splits.addAll(unread);
        return new SourcePositions(splits);
    }

    /** Closes all, also where that fails for some, and throws what went wrong first. */
    void close() {
        unread.clear();
        RuntimeException first = null;
        for (Reading reading : readings) {
            try {
                close(reading);
            } catch (RuntimeException e) {
                first = first == null ? e : first;
            }
        }
        readings.clear();
        if (first != null) {
            throw first;
        }
    }

    private void close(Reading reading) {
        try {
            reading.reader().close();
        } catch (IOException | RuntimeException e) {
            throw failed("close", e);
        }
    }

    /** The failure of this source while it did something; bad input says by itself where it is. */
    RuntimeException failed(String deed, Throwable cause) {
        return cause instanceof BadInputException bad ? bad : OperatorException.during(name, deed, cause);
    }
}
