package dev.levada.dspbench.wordcount;

import dev.levada.dspbench.storm.StormApplication;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Word Count on Apache Storm: each running count is put out. */
public final class StormWords extends StormApplication<String, Boolean, long[], String> {
    private static final long serialVersionUID = 1;

    /** It has nothing of its own. */
    public StormWords() {}

    @Override
    public void parse(long number, String line, BiConsumer<String, Boolean> out) {
        Words.split(line, word -> out.accept(word, Boolean.TRUE));
    }

    @Override
    public long[] none() {
        return new long[1];
    }

    @Override
    public long[] copy(long[] count) {
        return count.clone();
    }

    @Override
    public long[] update(long[] count, String word, Boolean again, Consumer<String> out) {
        count[0]++;
        out.accept(word + "|" + count[0]);
        return count;
    }

    @Override
    public boolean handsOn() {
        return false;
    }

    @Override
    public Optional<String> finish(String line) {
        return Optional.of(line);
    }
}
