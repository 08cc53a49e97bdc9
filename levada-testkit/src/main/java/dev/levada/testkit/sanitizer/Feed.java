package dev.levada.testkit.sanitizer;

import dev.levada.api.operator.Mapper;
import dev.levada.core.channel.InputChannel;
import dev.levada.core.codec.StableHash;
import dev.levada.core.element.Barrier;
import dev.levada.core.element.Batch;
import dev.levada.core.element.Element;
import dev.levada.core.element.EndOfStream;
import dev.levada.core.element.EventTime;
import dev.levada.core.element.Watermark;
import dev.levada.core.plan.ChannelId;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A channel over which a tape comes: the first half, a barrier, the other half, a barrier, the end. */
final class Feed implements InputChannel {
    /** The epochs that begin at the two barriers. */
    static final long MIDDLE = 1;

    static final long END = 2;
    private static final int MAX_BATCH = 16;

    private final ChannelId id;
    private final Tape tape;
    private final @Nullable Mapper<Object, Object> key;
    private final SplittableRandom random;
    private final Queue<Element> elements = new ArrayDeque<>();
    private long next;
    private long watermark = EventTime.NONE;
    /** What comes was taken before. */
    private boolean skipping;

    /**
     * Makes all elements.
     *
     * @param key of the records, or null if they have none
     * @param seed of how many records come in a batch
     * @param restored whether only what follows the first half comes, under the numbers that it would have
     */
    Feed(ChannelId id, Tape tape, @Nullable Mapper<Object, Object> key, long seed, boolean restored) throws Exception {
        this.id = id;
        this.tape = tape;
        this.key = key;
        this.random = new SplittableRandom(seed);
        int half = half(tape);
        next = 1;
        skipping = restored;
        batches(0, half);
        skipping = false; // a snapshot points at its barrier, which comes again
        add(new Barrier(next, MIDDLE));
        batches(half, tape.size());
        add(new Barrier(next, END));
        add(new EndOfStream(next));
    }

    /** How many records come before the barrier in the middle. */
    static int half(Tape tape) {
        return tape.size() / 2;
    }

    private void batches(int from, int to) throws Exception {
        int begin = from;
        while (begin < to) {
            if (tape.watermark(begin) > watermark) {
                watermark = tape.watermark(begin);
                add(new Watermark(next, watermark));
            }
            int end = Math.min(to, begin + 1 + random.nextInt(MAX_BATCH));
            end = begin
                    + (int) IntStream.range(begin, end)
                            .takeWhile(i -> tape.watermark(i) <= watermark)
                            .count();
            Batch batch = new Batch(end - begin, key != null, tape.isTimed(), 0);
            for (int i = begin; i < end; i++) {
                Object value = tape.value(i);
                batch.timeNext(tape.millis(i));
                Object by = key == null ? null : key.apply(value); // null for what every task gets, too
                batch.add(value, by == null ? 0 : StableHash.of(by));
            }
            batch.seal(next);
            add(batch);
            begin = end;
        }
    }

    private void add(Element element) {
        if (!skipping) {
            elements.add(element);
        }
        next = element.lastSequence() + 1;
    }

    @Override
    public ChannelId id() {
        return id;
    }

    @Override
    public @Nullable Element poll() {
        return elements.poll();
    }

    @Override
    public boolean producerLost() {
        return false;
    }

    @Override
    public void abandon() {
        elements.clear();
    }
}
