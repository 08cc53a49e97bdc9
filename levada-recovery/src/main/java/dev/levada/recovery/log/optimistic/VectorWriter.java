package dev.levada.recovery.log.optimistic;

import dev.levada.api.codec.ByteOutput;
import dev.levada.core.determinant.LogWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the entries of a vector that have changed, for one connection. A log is named once; from then on it has a
 * number, and an entry is four small ones.
 *
 * <pre>
 *   entry   number and whether it is new; if so worker, incarnation, round; then upTo and epoch, each from the last
 *           one told; by how much what is durable is behind upTo, or before it
 * </pre>
 *
 * <p>The numbers are 0, 1, 2 and so on; when 0 is new again, all before is forgotten.
 */
final class VectorWriter {
    /** A connection speaks of no more logs at a time: one is a worker between two recoveries. */
    static final int MAX_LOGS = 1 << 16;

    private final Map<LogWriter, Told> known = new LinkedHashMap<>();

    /** How far one log was told over one connection; both ends keep it. */
    static final class Told {
        final LogWriter writer;
        final int number;
        long upTo;
        long epoch;

        Told(LogWriter writer, int number) {
            this.writer = writer;
            this.number = number;
        }
    }

    byte[] write(List<Dependencies.Entry> news) {
        if (known.size() + news.size() > MAX_LOGS) {
            known.clear();
        }
        ByteOutput out = new ByteOutput(16 * news.size());
        for (Dependencies.Entry each : news) {
            Told told = known.get(each.writer);
            boolean isNew = told == null;
            if (told == null) {
                told = new Told(each.writer, known.size());
                known.put(each.writer, told);
            }
            out.writeLength((told.number << 1) | (isNew ? 1 : 0));
            if (isNew) {
                out.writeLength(each.writer.worker());
                out.writeVarLong(each.writer.incarnation());
                out.writeVarLong(each.writer.round());
            }
            out.writeVarLong(each.upTo - told.upTo);
            out.writeVarLong(each.epoch - told.epoch);
            out.writeVarLong(each.upTo - each.stable);
            told.upTo = each.upTo;
            told.epoch = each.epoch;
        }
        return out.toByteArray();
    }
}
