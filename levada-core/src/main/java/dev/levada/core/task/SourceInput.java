package dev.levada.core.task;

import dev.levada.api.connector.BadInputException;
import dev.levada.api.connector.MalformedRecordException;
import dev.levada.api.connector.Source;
import dev.levada.api.connector.SourceOutput;
import dev.levada.api.connector.SourceReader;
import dev.levada.api.graph.Operator;
import dev.levada.api.operator.DeadLetter;
import dev.levada.api.operator.ErrorPolicy;
import dev.levada.core.channel.OutputGate;
import dev.levada.core.channel.Receiver;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the splits of a source that are this task's, a few at a time, in turn. */
final class SourceInput implements TaskInput, SourceOutput<Object> {
    /** How many splits are open at once: they may be files, of which a process cannot open any number. */
    private static final int MAX_OPEN = 16;

    private final String name;
    private final Source<Object> source;
    private final ErrorPolicy onError;
    private final OutputGate output;
    private final LatencyListener latency;
    private final OperatorCounters counters;
    private final Receiver main;
    private final Receiver deadLetters;
    private final ArrayDeque<SplitStart> unread;
    private final List<SourceReader<Object>> readers = new ArrayList<>();
    private int turn;
    private long nextNanos;
    private long firstDueNanos;
    private int emitted;
    /** What failed further down while the source emitted: not its own failure, and not its to catch. */
    private @Nullable RuntimeException downstream;

    SourceInput(
            Operator operator,
            Source<Object> source,
            List<SplitStart> splits,
            OutputGate output,
            LatencyListener latency,
            OperatorCounters counters,
            Receiver main,
            Receiver deadLetters) {
        this.name = operator.name();
        this.source = source;
        this.onError = operator.onError();
        this.output = output;
        this.latency = latency;
        this.counters = counters;
        this.main = main;
        this.deadLetters = deadLetters;
        this.unread = new ArrayDeque<>(splits);
    }

    @Override
    public int read(int maxRecords, long nowNanos) {
        long malformedBefore = counters.errors;
        nextNanos = 0;
        openReaders();
        for (int untried = readers.size(); untried > 0 && emitted == 0; untried--) {
            turn = turn + 1 < readers.size() ? turn + 1 : 0;
            SourceReader<Object> reader = readers.get(turn);
            firstDueNanos = nowNanos;
            output.bornNanos(nowNanos);
            switch (readFrom(reader, maxRecords, nowNanos)) {
                case END -> {
                    readers.remove(turn--);
                    close(reader);
                    idleUntil(nowNanos); // another split can be opened at once
                }
                case IDLE -> idleUntil(reader.nextNanos());
                case MORE -> {}
            }
        }
        return emitted + (int) (counters.errors - malformedBefore);
    }

    private SourceReader.Status readFrom(SourceReader<Object> reader, int maxRecords, long nowNanos) {
        try {
            SourceReader.Status status = reader.read(this, maxRecords, nowNanos);
            passOn();
            return status;
        } catch (Throwable t) { // an Error too is to name the source
            passOn();
            throw failed("read", t);
        }
    }

    /** Throws what failed further down, even if the reader caught it. */
    private void passOn() {
        if (downstream != null) {
            throw downstream;
        }
    }

    private RuntimeException failed(String deed, Throwable cause) {
        return cause instanceof BadInputException bad ? bad : OperatorException.during(name, deed, cause);
    }

    private void openReaders() {
        while (readers.size() < MAX_OPEN && !unread.isEmpty()) {
            SplitStart split = unread.remove();
            try {
                readers.add(source.open(split.split(), split.position()));
            } catch (IOException | RuntimeException e) {
                throw failed("open " + split.split(), e);
            }
        }
    }

    private void idleUntil(long nanos) {
        if (nextNanos == 0 || (nanos != 0 && nanos - nextNanos < 0)) {
            nextNanos = nanos;
        }
    }

    private void close(SourceReader<Object> reader) {
        try {
            reader.close();
        } catch (IOException | RuntimeException e) {
            throw failed("close", e);
        }
    }

    @Override
    public void reportLatency(long nowNanos) {
        if (emitted > 0) {
            latency.recorded(nowNanos - firstDueNanos, emitted);
            emitted = 0;
        }
    }

    @Override
    public void emit(Object value) {
        emitted++;
        counters.out++;
        send(main, value);
    }

    private void send(Receiver receiver, Object value) {
        try {
            receiver.accept(value);
        } catch (RuntimeException e) {
            downstream = e;
            throw e;
        }
    }

    @Override
    public void emit(Object value, long dueNanos) {
        if (emitted == 0) {
            firstDueNanos = dueNanos;
        }
        output.bornNanos(dueNanos);
        emit(value);
    }

    @Override
    public void malformed(MalformedRecordException problem) {
        counters.errors++;
        switch (onError.action()) {
            case FAIL -> {
                downstream = OperatorException.during(name, "read", problem);
                throw downstream;
            }
            case SKIP -> counters.dropped++;
            case DEAD_LETTER ->
                send(
                        deadLetters,
                        new DeadLetter(
                                name, OperatorException.shorten(problem.raw()), String.valueOf(problem.getMessage())));
        }
    }

    @Override
    public boolean ended() {
        return readers.isEmpty() && unread.isEmpty();
    }

    @Override
    public long nextNanos() {
        return nextNanos;
    }

    @Override
    public long abandon() {
        close();
        return 0;
    }

    @Override
    public void close() {
        unread.clear();
        RuntimeException first = null;
        for (SourceReader<Object> reader : readers) {
            try {
                close(reader);
            } catch (RuntimeException e) {
                first = first == null ? e : first;
            }
        }
        readers.clear();
        if (first != null) {
            throw first;
        }
    }
}
