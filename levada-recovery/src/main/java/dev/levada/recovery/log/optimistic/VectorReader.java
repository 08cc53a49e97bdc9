package dev.levada.recovery.log.optimistic;

import dev.levada.api.codec.ByteInput;
import dev.levada.api.codec.CorruptBytesException;
import dev.levada.core.determinant.LogWriter;
import java.util.ArrayList;
import java.util.List;

/** Reads what a {@link VectorWriter} has written for one connection, all of it and in order. */
final class VectorReader {
    private final List<VectorWriter.Told> known = new ArrayList<>();

    /** @throws CorruptBytesException if that is not what was written next; nothing else can be read then */
    List<Dependencies.Entry> read(byte[] told) {
        List<Dependencies.Entry> all = new ArrayList<>();
        ByteInput in = new ByteInput(told);
        while (in.remaining() > 0) {
            int head = in.readLength();
            VectorWriter.Told log = (head & 1) == 1 ? named(head >>> 1, in) : known(head >>> 1);
            log.upTo += in.readVarLong();
            log.epoch += in.readVarLong();
            Dependencies.Entry entry = new Dependencies.Entry(log.writer);
            entry.upTo = log.upTo;
            entry.epoch = log.epoch;
            entry.stable = log.upTo - in.readVarLong();
            all.add(entry);
        }
        return all;
    }

    private VectorWriter.Told known(int number) {
        if (number >= known.size()) {
            throw new CorruptBytesException(
                    "an entry is of log %d, but only %d were named".formatted(number, known.size()));
        }
        return known.get(number);
    }

    private VectorWriter.Told named(int number, ByteInput in) {
        if (number == 0) {
            known.clear();
        }
        if (number != known.size() || number >= VectorWriter.MAX_LOGS) {
            throw new CorruptBytesException("a log is named as number %d, but %d were".formatted(number, known.size()));
        }
        LogWriter writer = new LogWriter(in.readLength(), in.readVarLong(), in.readVarLong());
        VectorWriter.Told told = new VectorWriter.Told(writer, number);
        known.add(told);
        return told;
    }
}
