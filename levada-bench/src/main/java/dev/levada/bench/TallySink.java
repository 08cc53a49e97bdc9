package dev.levada.bench;

import dev.levada.api.KeyCount;
import dev.levada.api.connector.Sink;
import dev.levada.api.connector.SinkTask;
import dev.levada.api.connector.SinkWriter;
import java.util.function.Consumer;

/** Adds each running count to a {@link Tally}, and says at the end what it is. */
record TallySink(Consumer<String> told) implements Sink<KeyCount<String>> {

    @Override
    public SinkWriter<KeyCount<String>> open(SinkTask task) {
        Tally.Adder tally = new Tally.Adder();
        return new SinkWriter<>() {
            @Override
            public void write(KeyCount<String> count) {
                tally.add(count);
            }

            @Override
            public void close() {
                told.accept(tally.tally().line());
            }
        };
    }

    @Override
    public Contract contract() {
        return Contract.TRANSACTIONAL;
    }
}
