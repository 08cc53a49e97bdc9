package dev.levada.cli.output;

import dev.levada.api.Sinks;
import dev.levada.api.connector.Sink;
import dev.levada.api.connector.SinkWriter;
import java.io.PrintStream;

/** Prints each tuple on a line. */
record PrintedTuples(Sink<String> lines) implements Sink<Object> {

    static PrintedTuples to(PrintStream out, Visibility visibility) {
        return new PrintedTuples(Sinks.printing(out, visibility));
    }

    @Override
    public SinkWriter<Object> open(int subtask) throws Exception {
        SinkWriter<String> writer = lines.open(subtask);
        return new SinkWriter<>() {
            @Override
            public void write(Object tuple) throws Exception {
                writer.write(TupleText.of(tuple));
            }

            @Override
            public void flush() throws Exception {
                writer.flush();
            }

            @Override
            public void prepare() throws Exception {
                writer.prepare();
            }

            @Override
            public void commit() throws Exception {
                writer.commit();
            }

            @Override
            public void close() throws Exception {
                writer.close();
            }
        };
    }

    @Override
    public Visibility visibility() {
        return lines.visibility();
    }

    @Override
    public int fixedParallelism() {
        return lines.fixedParallelism();
    }

    @Override
    public String describe() {
        return lines.describe();
    }
}
