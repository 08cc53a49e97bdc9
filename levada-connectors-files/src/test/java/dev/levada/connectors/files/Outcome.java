package dev.levada.connectors.files;

import dev.levada.api.connector.MalformedRecordException;
import dev.levada.api.connector.Source;
import dev.levada.api.connector.SourceOutput;
import dev.levada.api.connector.SourceReader;
import dev.levada.api.connector.SourceReader.Status;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Keeps what a source gives, in order: records, and the messages of what was none. */
final class Outcome<T> implements SourceOutput<T> {
    final List<T> values = new ArrayList<>();
    final List<String> problems = new ArrayList<>();
    final List<String> raws = new ArrayList<>();
    final List<Object> all = new ArrayList<>();

    /** Reads all splits to their ends. */
    static <T> Outcome<T> of(Source<T> source) throws IOException {
        Outcome<T> outcome = new Outcome<>();
        for (String split : source.splits()) {
            outcome.readOn(source, split, 0);
        }
        return outcome;
    }

    /** Reads a split from a position to its end. */
    static <T> Outcome<T> from(Source<T> source, String split, long position) throws IOException {
        Outcome<T> outcome = new Outcome<>();
        outcome.readOn(source, split, position);
        return outcome;
    }

    private void readOn(Source<T> source, String split, long position) throws IOException {
        try (SourceReader<T> reader = source.open(split, position)) {
            while (reader.read(this, 7, 0) == Status.MORE) {}
        }
    }

    @Override
    public void emit(T value) {
        values.add(value);
        all.add(value);
    }

    @Override
    public void emit(T value, long dueNanos) {
        throw new AssertionError("no file knows when a record was due");
    }

    @Override
    public void malformed(MalformedRecordException problem) {
        problems.add(String.valueOf(problem.getMessage()));
        raws.add(problem.raw());
        all.add(String.valueOf(problem.getMessage()));
    }
}
