package dev.levada.api.annotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.connector.BadInputException;
import dev.levada.api.connector.MalformedRecordException;
import dev.levada.api.connector.Source;
import dev.levada.api.connector.SourceOutput;
import dev.levada.api.connector.SourceReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IteratorSourceTest {
    private static final List<Integer> NUMBERS = IntStream.range(0, 10).boxed().toList();

    @ToStream("numbers")
    record Numbers(Iterable<Integer> numbers) {
        @dev.levada.api.annotation.Source
        Iterable<Integer> all() {
            return numbers;
        }

        @Sink
        void write(Integer number) {}
    }

    @ToStream("streamed")
    static final class Streamed {
        final AtomicBoolean closed = new AtomicBoolean();

        @dev.levada.api.annotation.Source
        Stream<Integer> all() {
            return NUMBERS.stream().onClose(() -> closed.set(true));
        }

        @Sink
        void write(Integer number) {}
    }

    @ToStream("failing")
    @SuppressWarnings("DoNotCallSuggester") // called to see it fail
    record Failing(Exception problem) {
        @dev.levada.api.annotation.Source
        List<Integer> all() throws Exception {
            throw problem;
        }

        @Sink
        void write(Integer number) {}
    }

    private static Source<Object> source(Object annotated) {
        return AnnotatedJob.of(annotated).source();
    }

    @Test
    void goesOnFromEachPositionWithTheNextRecord() throws IOException {
        Source<Object> source = source(new Numbers(NUMBERS));

        assertThat(source.splits()).hasSize(1);
        for (int position = 0; position <= NUMBERS.size(); position++) {
            Collected collected = new Collected(new ArrayList<>());
            SourceReader<Object> reader = source.open(source.splits().get(0), position);
            assertThat(reader.position()).isEqualTo(position);
            while (reader.read(collected, 3, 0) == SourceReader.Status.MORE) {
                assertThat(reader.position())
                        .isEqualTo(position + collected.records().size());
            }

            assertThat(collected.records()).isEqualTo(NUMBERS.subList(position, NUMBERS.size()));
            assertThat(reader.position()).isEqualTo(NUMBERS.size());
        }
    }

    @Test
    void emitsAtMostAsManyAsAskedFor() throws IOException {
        Collected collected = new Collected(new ArrayList<>());
        SourceReader<Object> reader = source(new Numbers(NUMBERS)).open("all", 0);

        assertThat(reader.read(collected, 10, 0)).isEqualTo(SourceReader.Status.MORE);
        assertThat(collected.records()).hasSize(10);
        assertThat(reader.read(collected, 10, 0)).isEqualTo(SourceReader.Status.END);
    }

    @Test
    void refusesToGoOnIfFewerRecordsComeThanWereTakenBefore() {
        Source<Object> source = source(new Numbers(NUMBERS));

        assertThatThrownBy(() -> source.open("all", 11))
                .isInstanceOf(BadInputException.class)
                .hasMessage("source all gave 10 records, but 11 were taken before; it must give the same ones at each"
                        + " call");
    }

    @Test
    void refusesNullForARecord() throws IOException {
        SourceReader<Object> reader =
                source(new Numbers(Arrays.asList(1, null))).open("all", 0);

        assertThatThrownBy(() -> reader.read(new Collected(new ArrayList<>()), 5, 0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("source all gave null; a record must not be null");
    }

    @Test
    void closesAStream() throws IOException {
        Streamed streamed = new Streamed();
        SourceReader<Object> reader = source(streamed).open("all", 4);
        Collected collected = new Collected(new ArrayList<>());
        reader.read(collected, 2, 0);

        assertThat(collected.records()).containsExactly(4, 5);
        assertThat(streamed.closed).isFalse();
        reader.close();
        assertThat(streamed.closed).isTrue();
    }

    @Test
    void passesOnThatTheInputCannotBeOpened() {
        assertThatThrownBy(() -> source(new Failing(new IOException("no disk"))).open("all", 0))
                .isInstanceOf(IOException.class)
                .hasMessage("no disk");
        assertThatThrownBy(() ->
                        source(new Failing(new InterruptedException("stop"))).open("all", 0))
                .isInstanceOf(BadInputException.class)
                .hasMessage("source all failed: java.lang.InterruptedException: stop");
    }

    private record Collected(List<Object> records) implements SourceOutput<Object> {
        @Override
        public void emit(Object value) {
            records.add(value);
        }

        @Override
        public void emit(Object value, long dueNanos) {
            records.add(value);
        }

        @Override
        public void malformed(MalformedRecordException problem) {
            throw problem;
        }
    }
}
