package dev.levada.dspbench.storm;

import java.io.Serializable;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * An application on Apache Storm, as what its bolts do and its operations on Trident have in common: records are
 * parsed, and meet the state of their key.
 *
 * @param <K> a key
 * @param <V> what a record has besides its key
 * @param <S> the state of a key, which may be changed
 * @param <O> what comes out
 */
public abstract class StormApplication<K, V, S, O> implements Serializable {
    private static final long serialVersionUID = 1;

    /** For an application without state of its own. */
    protected StormApplication() {}

    /** Makes records of a line. */
    public abstract void parse(long number, String line, BiConsumer<K, V> out);

    /** The state of a key that has had no record. */
    public abstract S none();

    /** The same state, which can be changed without it. */
    public abstract S copy(S state);

    /** Takes a record in; gives the state after it, which may be the one before, changed. */
    public abstract S update(S state, K key, V value, Consumer<O> out);

    /** Whether what comes out is handed in turn to other tasks, which finish it. */
    public abstract boolean handsOn();

    /** The line that is put out, if one is. */
    public abstract Optional<String> finish(O out);
}
