package dev.levada.cli.output;

import dev.levada.api.Sinks;
import dev.levada.api.connector.Sink;
import dev.levada.api.connector.SinkTask;
import dev.levada.api.connector.SinkWriter;
import java.io.PrintStream;

/** Prints each tuple on a line. */
record PrintedTuples(Sink<String> lines) implements Sink<Object> {

    static PrintedTuples to(PrintStream out, boolean onCommit) {
        return new PrintedTuples(onCommit ? Sinks.printingCommitted(out) : Sinks.printing(out));
    }

    @Override
    public SinkWriter<Object> open(SinkTask task) throws Exception {
        SinkWriter<String> writer = lines.open(task);
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
            public byte[] prepare(long epoch) throws Exception {
                return writer.prepare(epoch);
            }

            @Override
            public void commit(byte[] prepared) throws Exception {
                writer.commit(prepared);
            }

            @Override
            public void close() throws Exception {
                writer.close();
            }
        };
    }

    @Override
    public Contract contract() {
        return lines.contract();
    }

    @Override
    public boolean lasting() {
        return lines.lasting();
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
