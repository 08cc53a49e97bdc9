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
        return index < records() ? key(index) : sentences.get(index - records());
    }

    /** Of the entry that a record writes. */
    static String key(long index) {
        return MARK + Long.toString(index);
    }

    static boolean isKey(String word) {
        return word.charAt(0) == MARK;
    }

    static ValueState<byte[]> entries(Context<?> context) {
        return context.value("entry", new byte[0]);
    }

    /** Writes the entry of the key in hand. */
    static void write(ValueState<byte[]> entries) {
        entries.set(new byte[ENTRY_BYTES]);
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
                entries = entries(context);
            }

            @Override
            public void process(String word, Context<KeyCount<String>> context) {
                if (isKey(word)) {
                    write(entries);
                } else {
                    context.emit(new KeyCount<>(context.key(), counts.add(1)));
                }
            }
        };
    }
}
