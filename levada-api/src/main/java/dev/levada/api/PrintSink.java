package dev.levada.api;

import dev.levada.api.connector.Sink;
import dev.levada.api.connector.SinkWriter;
import java.io.PrintStream;

/** A line of text for each record, by one task so that the lines keep their order. */
record PrintSink<T>(PrintStream out) implements Sink<T> {

    @Override
    public SinkWriter<T> open(int subtask) {
        return new SinkWriter<>() {
            private final StringBuilder lines = new StringBuilder();

            @Override
            public void write(T value) {
                lines.append(value).append(System.lineSeparator());
                if (lines.length() > 8_192) {
                    flush();
                }
            }

            @Override
            public void flush() {
                out.append(lines);
                out.flush();
                lines.setLength(0);
            }
        };
    }

    @Override
    public Visibility visibility() {
        return Visibility.AT_ONCE;
    }

    @Override
    public int fixedParallelism() {
        return 1;
    }

    @Override
    public String describe() {
        return "standard output";
    }
}
