package dev.levada.bench;

import dev.levada.dspbench.Application;
import dev.levada.dspbench.Feed;
import dev.levada.dspbench.Line;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.LongStream;

/**
 * The input of an application with one source. To make a line costs more than many an application takes over it, so
 * those that are measured within this process are made before. They lie outside the heap, where millions of them make
 * no collection longer, and become texts when they are read, as what comes over a network does. Guards itself.
 */
final class Texts {
    /** What is kept of them at most, about a gigabyte: two seconds of what is fast. */
    static final int MOST = 12_800_000;

    private static final int CHUNK_BYTES = 64 << 20;

    private final Feed feed;
    private volatile Made made = new Made(List.of(), new long[0]);

    /** Is not changed any more when others see it. */
    private static final class Made {
        /** In which a line is its length in bytes, and these. */
        private final List<ByteBuffer> chunks;
        /** Of each line: the number of the chunk in the upper half, and the place in it in the lower. */
        private final long[] places;

        Made(List<ByteBuffer> chunks, long[] places) {
            this.chunks = chunks;
            this.places = places;
        }

        String get(int index) {
            ByteBuffer chunk = chunks.get((int) (places[index] >>> 32));
            int place = (int) places[index];
            byte[] bytes = new byte[chunk.getInt(place)];
            chunk.get(place + Integer.BYTES, bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    /** @throws IllegalArgumentException if the application has more than one source */
    Texts(Application application, long seed) {
        List<Feed> feeds = application.feeds(seed);
        if (feeds.size() != 1) {
            throw new IllegalArgumentException("%s has %d sources; what is measured has one"
                    .formatted(application.about().code(), feeds.size()));
        }
        this.feed = feeds.get(0);
    }

    Feed feed() {
        return feed;
    }

    /** Makes the first so many, unless they are made; at most {@link #MOST}. */
    synchronized void make(long count) {
        if (count > MOST) {
            throw new IllegalArgumentException(
                    "%d lines are more than the %d that are kept; take fewer records, or less time at a lower rate"
                            .formatted(count, MOST));
        }
        if (made.places.length < count) {
            made = more((int) count);
        }
    }

    private Made more(int count) {
        List<ByteBuffer> chunks = new ArrayList<>(made.chunks);
        long[] places = Arrays.copyOf(made.places, count);
        for (int i = made.places.length; i < count; i++) {
            byte[] line = feed.lines().apply(i).getBytes(StandardCharsets.UTF_8);
            if (chunks.isEmpty() || chunks.get(chunks.size() - 1).remaining() < Integer.BYTES + line.length) {
                chunks.add(ByteBuffer.allocateDirect(CHUNK_BYTES));
            }
            ByteBuffer chunk = chunks.get(chunks.size() - 1);
            places[i] = ((long) (chunks.size() - 1) << 32) | chunk.position();
            chunk.putInt(line.length).put(line);
        }
        return new Made(chunks, places);
    }

    /** A line; it is made now if it was not before. */
    String get(long index) {
        Made kept = made;
        return index < kept.places.length ? kept.get((int) index) : feed.lines().apply(index);
    }

    /** The first so many, with their numbers. */
    Iterable<Line> first(long count) {
        return () -> lines(count);
    }

    private Iterator<Line> lines(long count) {
        return LongStream.range(0, count)
                .mapToObj(index -> new Line(index, get(index)))
                .iterator();
    }
}
