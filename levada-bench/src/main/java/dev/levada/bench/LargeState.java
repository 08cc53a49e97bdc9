package dev.levada.bench;

import dev.levada.api.KeyCount;
import dev.levada.api.operator.Context;
import dev.levada.api.operator.Processor;
import dev.levada.api.state.CounterState;
import dev.levada.api.state.ValueState;

/**
 * State that a word count carries besides its words: so many entries of 256 bytes, written by the first records and
 * left alone afterwards, as most of the state of most jobs is most of the time.
 *
 * @param megabytes how much, from 0
 */
record LargeState(int megabytes) {
    private static final int ENTRY_BYTES = 256;
    private static final char MARK = '#';

    /** How many records write it. */
    long records() {
        return (long) megabytes * 1_000_000 / ENTRY_BYTES;
    }

    /** First the keys of the entries, then sentences. */
    String line(long index, Sentences sentences) {
        return index < records() ? MARK + Long.toString(index) : sentences.get(index - records());
    }

    Processor<String, KeyCount<String>> counting() {
        return new Processor<>() {
            @SuppressWarnings("NullAway.Init") // the engine opens it first
            private CounterState counts;

            @SuppressWarnings("NullAway.Init") // as above
            private ValueState<byte[]> entries;

            @Override
            public void open(Context<KeyCount<String>> context) {
                counts = context.counter("count");
                entries = context.value("entry", new byte[0]);
            }

            @Override
            public void process(String word, Context<KeyCount<String>> context) {
                if (word.charAt(0) == MARK) {
                    entries.set(new byte[ENTRY_BYTES]);
                } else {
                    context.emit(new KeyCount<>(context.key(), counts.add(1)));
                }
            }
        };
    }
}
