package dev.levada.core.task;

import dev.levada.api.connector.BadInputException;
import dev.levada.api.connector.Sink;
import dev.levada.api.connector.SinkTask;
import dev.levada.api.connector.SinkWriter;
import dev.levada.api.graph.Operator;
import dev.levada.api.operator.DeadLetter;
import dev.levada.api.operator.ErrorPolicy;
import dev.levada.core.channel.Receiver;
import dev.levada.core.snapshot.OperatorSnapshot;
import dev.levada.core.snapshot.Prepared;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs the writer of a sink. */
final class SinkRunner implements Station {
    private static final long UNNUMBERED = 0;

    private final String name;
    private final ErrorPolicy onError;
    private final Sink<Object> sink;
    private final SinkTask task;
    private final ArrayDeque<Prepared> uncommitted = new ArrayDeque<>();
    private final OperatorCounters counters;
    private final Receiver deadLetters;
    private @Nullable SinkWriter<Object> writer;

    SinkRunner(Operator operator, Sink<Object> sink, SinkTask task, OperatorCounters counters, Receiver deadLetters) {
        this.name = operator.name();
        this.onError = operator.onError();
        this.sink = sink;
        this.task = task;
        this.counters = counters;
        this.deadLetters = deadLetters;
    }

    @Override
    public void open() {
        run("open", () -> writer = sink.open(task));
    }

    @Override
    public void accept(Object value) {
        counters.in++;
        show(value, UNNUMBERED);
    }

    /** @param number see {@link SinkWriter#write(Object, long)}; or 0 for none */
    void show(Object value, long number) {
        Exception failure = write(value, number, 1);
        if (failure != null) {
            tryAgain(value, number, failure);
        }
    }

    /** Writes once; null if it went well. */
    private @Nullable Exception write(Object value, long number, int attempt) {
        try {
            if (number == UNNUMBERED) {
                writer().write(value);
            } else {
                writer().write(value, number);
            }
            return null;
        } catch (Exception e) {
            counters.errors++;
            return e;
        } catch (Error e) { // no policy goes on after it
            counters.errors++;
            throw OperatorException.onRecord(name, value, attempt, e);
        }
    }

    private void tryAgain(Object value, long number, Exception first) {
        Exception last = first;
        for (int attempt = 2; attempt <= onError.attempts(); attempt++) {
            Exception failure = write(value, number, attempt);
            if (failure == null) {
                return;
            }
            last = failure;
        }
        giveUp(value, last);
    }

    private void giveUp(Object value, Exception cause) {
        switch (onError.action()) {
            case FAIL -> throw OperatorException.onRecord(name, value, onError.attempts(), cause);
            case SKIP -> counters.dropped++;
            case DEAD_LETTER ->
                deadLetters.accept(
                        new DeadLetter(name, OperatorException.shorten(value), OperatorException.reason(cause)));
        }
    }

    @Override
    public void flush() {
        run("flush", () -> writer().flush());
    }

    @Override
    public OperatorSnapshot snapshot(long epoch) {
        prepare(epoch);
        return new OperatorSnapshot(name, Optional.empty(), List.copyOf(uncommitted));
    }

    private void prepare(long epoch) {
        run("prepare", () -> {
            byte[] handle = writer().prepare(epoch);
            if (handle.length > 0) {
                uncommitted.add(new Prepared(epoch, handle));
            }
        });
    }

    @Override
    public void complete(long upTo) {
        Prepared next;
        while ((next = uncommitted.peek()) != null && next.epoch() <= upTo) {
            byte[] handle = next.handle();
            run("commit", () -> writer().commit(handle));
            uncommitted.remove();
        }
    }

    @Override
    public Optional<Prepared> prepareAlone(long number) {
        prepare(number);
        return Optional.ofNullable(uncommitted.peekLast()).filter(last -> last.epoch() == number);
    }

    @Override
    public void close() {
        if (writer != null) {
            run("close", writer::close);
        }
    }

    @Override
    public OperatorCounters counters() {
        return counters;
    }

    private SinkWriter<Object> writer() {
        if (writer == null) {
            throw new IllegalStateException("sink '%s' is not open".formatted(name));
        }
        return writer;
    }

    private interface Deed {
        void run() throws Exception;
    }

    private void run(String what, Deed deed) {
        try {
            deed.run();
        } catch (BadInputException e) {
            throw e;
        } catch (Throwable t) { // an Error too is to name the sink
            throw OperatorException.during(name, what, t);
        }
    }
}
