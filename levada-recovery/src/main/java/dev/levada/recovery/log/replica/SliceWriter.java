package dev.levada.recovery.log.replica;

import dev.levada.api.codec.ByteOutput;
import dev.levada.api.codec.Codec;
import dev.levada.core.codec.Codecs;
import dev.levada.core.plan.TaskId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes what is told over one connection. A log is named once; from then on it has a number, and what follows the last
 * slice of it costs two bytes and itself.
 *
 * <pre>
 *   told    group...
 *   group   number and kind; if NEW task, attempt; unless it GOES_ON epoch, from, path; slice...
 *   slice   length and whether another follows; bytes
 * </pre>
 *
 * <p>The numbers are 0, 1, 2 and so on; when 0 is new again, all before is forgotten. All slices of a group but the
 * first go on where the last one ended.
 */
final class SliceWriter {
    static final Codec<TaskId> TASKS = Codecs.of(TaskId.class);

    private final Map<Held.Log, Told> known = new LinkedHashMap<>();
    /** By log, in the order in which they come first: what is next to be written. */
    private final Map<Held.Log, List<Held>> news = new LinkedHashMap<>();

    void add(Held each) {
        news.computeIfAbsent(each.log(), any -> new ArrayList<>()).add(each);
    }

    /** Writes what was added since the last time. */
    byte[] write() {
        ByteOutput out = new ByteOutput(64);
        if (known.size() + news.size() > Told.MAX_LOGS) {
            known.clear();
        }
        news.forEach((log, slices) -> write(log, slices, out));
        news.clear();
        return out.toByteArray();
    }

    private void write(Held.Log log, List<Held> slices, ByteOutput out) {
        Told told = known.get(log);
        boolean isNew = told == null;
        if (told == null) {
            told = new Told(log, known.size());
            known.put(log, told);
        }
        for (int i = 0; i < slices.size(); ) {
            begin(told, isNew, slices.get(i), out);
            isNew = false;
            boolean more;
            do {
                Held each = slices.get(i++);
                told.tell(each);
                more = i < slices.size() && told.goesOnWith(slices.get(i));
                byte[] bytes = each.slice().bytes();
                out.writeLength((bytes.length << 1) | (more ? 1 : 0));
                out.writeBytes(bytes, 0, bytes.length);
            } while (more);
        }
    }

    private static void begin(Told told, boolean isNew, Held first, ByteOutput out) {
        int kind = isNew ? Told.NEW : told.goesOnWith(first) ? Told.GOES_ON : Told.CHANGED;
        out.writeLength((told.number << Told.KIND_BITS) | kind);
        if (kind == Told.NEW) {
            TASKS.write(told.log.task(), out);
            out.writeVarLong(told.log.attempt());
        }
        if (kind != Told.GOES_ON) {
            out.writeVarLong(first.slice().epoch());
            out.writeVarLong(first.slice().from());
            out.writeLength(first.path().size());
            first.path().forEach(out::writeLength);
        }
    }
}
