package dev.levada.api;

import dev.levada.api.connector.Sink;
import dev.levada.api.connector.SinkWriter;
import java.io.PrintStream;

/** A line of text for each record, by one task so that the lines keep their order. */
record PrintSink<T>(PrintStream out, Visibility visibility) implements Sink<T> {
    private static final int FLUSH_CHARS = 8_192;

    @Override
    public SinkWriter<T> open(int subtask) {
        return new SinkWriter<>() {
            private final StringBuilder lines = new StringBuilder();

            @Override
            public void write(T value) {
                lines.append(value).append(System.lineSeparator());
                if (lines.length() > FLUSH_CHARS) {
                    flush();
                }
            }

            @Override
            public void flush() {
                if (visibility == Visibility.AT_ONCE) {
                    print();
                }
            }

            @Override
            public void commit() {
                print();
            }

            private void print() {
                out.append(lines);
                out.flush();
                lines.setLength(0);
            }
        };
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
