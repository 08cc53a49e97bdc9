package dev.levada.recovery.log.replica;

import dev.levada.api.codec.ByteInput;
import dev.levada.api.codec.CorruptBytesException;
import dev.levada.core.determinant.DeterminantSlice;
import java.util.ArrayList;
import java.util.List;

/** Reads what a {@link SliceWriter} has written for one connection, all of it and in order. */
final class SliceReader {
    private final List<Told> known = new ArrayList<>();

    /** @throws CorruptBytesException if that is not what was written next; nothing else can be read then */
    List<Held> read(byte[] told) {
        List<Held> all = new ArrayList<>();
        ByteInput in = new ByteInput(told);
        while (in.remaining() > 0) {
            group(in, all);
        }
        return all;
    }

    private void group(ByteInput in, List<Held> all) {
        int head = in.readLength();
        int number = head >>> Told.KIND_BITS;
        int kind = head & ((1 << Told.KIND_BITS) - 1);
        Told told = switch (kind) {
            case Told.GOES_ON, Told.CHANGED -> known(number);
            case Told.NEW -> named(number, in);
            default -> throw new CorruptBytesException("there are no slices of kind " + kind);
        };
        long epoch = told.epoch;
        long from = told.upTo;
        List<Integer> path = told.path;
        if (kind != Told.GOES_ON) {
            epoch = in.readVarLong();
            from = in.readVarLong();
            path = path(in);
        }
        int length;
        do {
            length = in.readLength();
            Held next = new Held(
                    told.log,
                    new DeterminantSlice(told.log.task(), told.log.attempt(), epoch, from, in.readBytes(length >>> 1)),
                    path);
            told.tell(next);
            from = told.upTo;
            all.add(next);
        } while ((length & 1) == 1);
    }

    private Told known(int number) {
        if (number >= known.size()) {
            throw new CorruptBytesException(
                    "a slice is of log %d, but only %d were named".formatted(number, known.size()));
        }
        return known.get(number);
    }

    private Told named(int number, ByteInput in) {
        if (number == 0) {
            known.clear();
        }
        if (number != known.size() || number >= Told.MAX_LOGS) {
            throw new CorruptBytesException("a log is named as number %d, but %d were".formatted(number, known.size()));
        }
        Told told = new Told(new Held.Log(SliceWriter.TASKS.read(in), in.readVarLong()), number);
        known.add(told);
        return told;
    }

    private static List<Integer> path(ByteInput in) {
        int workers = in.readLength();
        if (workers > in.remaining()) {
            throw new CorruptBytesException(
                    "a path of %d workers is said to be in %d bytes".formatted(workers, in.remaining()));
        }
        List<Integer> path = new ArrayList<>(workers);
        for (int i = 0; i < workers; i++) {
            path.add(in.readLength());
        }
        return path;
    }
}
