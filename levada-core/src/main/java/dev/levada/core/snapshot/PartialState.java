package dev.levada.core.snapshot;

import dev.levada.core.codec.Codecs;
import dev.levada.core.state.KeyedState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.IntConsumer;

/** The keyed state of an operator as far as it was loaded, object by object. Confined to one thread at a time. */
final class PartialState {
    private final SnapshotStorage storage;
    private final KeyedState state;
    private final IntConsumer reading;
    private final List<String> loaded = new ArrayList<>();

    /**
     * Nothing loaded yet.
     *
     * @param reading told the bytes of each block before it is decoded
     */
    PartialState(SnapshotStorage storage, String operator, Codecs codecs, IntConsumer reading) {
        this.storage = storage;
        this.state = new KeyedState(operator, codecs);
        this.reading = reading;
    }

    /** Whether a state begins with what was loaded, so that the rest can be added. */
    boolean begins(List<String> objects) {
        return loaded.size() <= objects.size() && loaded.equals(objects.subList(0, loaded.size()));
    }

    /**
     * Loads what is missing of a state; see {@link #begins}. If it fails, this is of no use any more.
     *
     * @throws RuntimeException if what was read makes no sense
     */
    void loadRest(List<String> objects) throws IOException {
        try {
            for (String object : objects.subList(loaded.size(), objects.size())) {
                state.load(told(storage.get(object)), hash -> true);
                loaded.add(object);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private Iterator<byte[]> told(Iterator<byte[]> blocks) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return blocks.hasNext();
            }

            @Override
            public byte[] next() {
                byte[] block = blocks.next();
                reading.accept(block.length);
                return block;
            }
        };
    }

    /** The state, to go on from; nothing can be loaded into it any more. */
    KeyedState whole() {
        state.goOn();
        return state;
    }
}
