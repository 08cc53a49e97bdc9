package dev.levada.core.channel;

import dev.levada.api.codec.ByteInput;
import dev.levada.api.codec.ByteOutput;
import dev.levada.api.codec.CorruptBytesException;
import dev.levada.core.codec.Codecs;
import dev.levada.core.element.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * How much of what one task has sent stays in memory, and where the rest goes, and how much may gather for consumers
 * that are away: all its channels share the one and the other. Confined to the task.
 */
public final class Spill {
    /**
     * So many records of a few hundred bytes take some ten megabytes for each task. Of what is sent and kept only a run
     * of each channel stays: the garbage collector would copy it several times before it went to the store anyway, and
     * that costs more than to write it while it is young.
     */
    public static final int STANDARD_BUDGET_RECORDS = 65_536;

    /**
     * What was not sent yet may take so many budgets, as long as its consumer is away: it is gone for a second or two,
     * and a fast task fills a budget in a tenth of a second.
     */
    private static final int AWAY_BUDGETS = 16;

    /** What cannot be spilled may take so many budgets before the task fails. */
    private static final int LIMIT_BUDGETS = 8;

    /** A run is an eighth of a channel's share: few writes, and little in memory. */
    private static final int RUNS_PER_SHARE = 8;

    /** Nor is a run made longer beyond this. */
    private static final int RUN_BYTES = 1 << 20;

    private final SpillStore store;
    private final ElementCodec codec;
    private final int budgetRecords;
    private final Consumer<String> warnings;
    private final TreeSet<Long> live = new TreeSet<>();
    private final ByteOutput run = new ByteOutput(256);
    private int channels;
    private boolean warned;

    /**
     * Nothing sent yet.
     *
     * @param codecs what writes the records
     * @param budgetRecords how many records stay in memory at most, from 1
     * @param warnings told once if something cannot be spilled, and why
     */
    public Spill(SpillStore store, Codecs codecs, int budgetRecords, Consumer<String> warnings) {
        if (budgetRecords < 1) {
            throw new IllegalArgumentException(
                    "at least 1 sent record stays in memory, the budget was " + budgetRecords);
        }
        this.store = store;
        this.codec = new ElementCodec(codecs);
        this.budgetRecords = budgetRecords;
        this.warnings = warnings;
    }

    /** Some elements in a row that lie in the store. */
    record Run(long reference, long firstSequence, long lastSequence, int elements, int values) {}

    void addChannel() {
        channels++;
    }

    /** How many records of one channel stay in memory. */
    int share() {
        return Math.max(1, budgetRecords / Math.max(1, channels));
    }

    /** How many records may gather for one consumer that is away. */
    long awayRecords() {
        return (long) AWAY_BUDGETS * share();
    }

    int runRecords() {
        return Math.max(1, share() / RUNS_PER_SHARE);
    }

    /**
     * Writes the first of some elements.
     *
     * @param elements at least one
     * @throws SpillException if they cannot be kept; nothing has changed then
     */
    Run put(Iterable<Element> elements) {
        run.clear();
        int length = 0;
        int written = 0;
        int values = 0;
        long first = 0;
        long last = 0;
        for (Element element : elements) {
            encode(element);
            if (written > 0 && run.size() > RUN_BYTES) {
                break;
            }
            length = run.size();
            first = written == 0 ? element.firstSequence() : first;
            written++;
            values += InFlightLog.values(element);
            last = element.lastSequence();
            if (last - first + 1 >= runRecords()) {
                break;
            }
        }
        long reference = store.put(run.array(), length);
        live.add(reference);
        return new Run(reference, first, last, written, values);
    }

    private void encode(Element element) {
        try {
            codec.write(element, run);
        } catch (RuntimeException e) { // no codec, or one of the user's that does not like the value
            throw new SpillException("a value cannot be written: " + e.getMessage(), e);
        }
    }

    /** As {@link ElementCodec} has written it. */
    byte[] written(Run put) {
        return store.get(put.reference());
    }

    /** @throws SpillException if the bytes are not those that were written */
    List<Element> get(Run put) {
        ByteInput in = new ByteInput(written(put));
        List<Element> elements = new ArrayList<>(put.elements());
        try {
            while (in.remaining() > 0) {
                elements.add(codec.read(in));
            }
        } catch (CorruptBytesException e) {
            throw new SpillException("records that were sent cannot be read back: " + e.getMessage(), e);
        }
        if (elements.size() != put.elements()
                || elements.get(elements.size() - 1).lastSequence() != put.lastSequence()) {
            throw new SpillException("%d elements up to number %d were spilled, others were read back"
                    .formatted(put.elements(), put.lastSequence()));
        }
        return elements;
    }

    void drop(Run gone) {
        live.remove(gone.reference());
        store.drop(live.isEmpty() ? Long.MAX_VALUE : live.first());
    }

    /**
     * Some of a channel's records have to stay in memory.
     *
     * @param records how many it holds
     * @throws SpillException if that is too much
     */
    void stays(long records, SpillException cause) {
        warn(cause);
        if (records > (long) LIMIT_BUDGETS * share()) {
            throw new SpillException(
                    ("%d records that were sent on one channel fill the memory, and there is no other room for them: %s;"
                                    + " shorten the epochs so that they are released sooner, or mend that")
                            .formatted(records, cause.getMessage()),
                    cause);
        }
    }

    /** Some records have to stay in memory, for now. */
    void warn(SpillException cause) {
        if (!warned) {
            warned = true;
            warnings.accept(
                    "records that were sent stay in memory until they are released: %s".formatted(cause.getMessage()));
        }
    }

    void close() {
        store.close();
    }
}
