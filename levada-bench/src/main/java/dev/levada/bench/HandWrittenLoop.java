package dev.levada.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Word count without an engine, written by hand: two threads, each splits half of the sentences, routes each word by
 * hash through a ring of batches to the thread that owns it, and counts its own words in a hash map.
 */
final class HandWrittenLoop {
    private static final int THREADS = 2;
    private static final int BATCH = 512;
    private static final String[] END = {};

    private final Sentences sentences;
    private final long count;
    private final Ring[][] rings = new Ring[THREADS][THREADS];

    private HandWrittenLoop(Sentences sentences, long count) {
        this.sentences = sentences;
        this.count = count;
        for (Ring[] row : rings) {
            for (int i = 0; i < THREADS; i++) {
                row[i] = new Ring();
            }
        }
    }

    /** @param maps gives each thread the map that it counts in */
    static Map<String, Long> run(Sentences sentences, long count, Supplier<WordCounts> maps) {
        HandWrittenLoop loop = new HandWrittenLoop(sentences, count);
        List<Thread> threads = new ArrayList<>();
        List<WordCounts> counts = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            WordCounts own = maps.get();
            counts.add(own);
            int self = i;
            threads.add(new Thread(() -> loop.work(self, own), "loop-" + i));
        }
        threads.forEach(Thread::start);
        Map<String, Long> all = new HashMap<>();
        for (int i = 0; i < THREADS; i++) {
            join(threads.get(i));
            all.putAll(counts.get(i).counts());
        }
        return all;
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while waiting for the loop", e);
        }
    }

    private void work(int self, WordCounts own) {
        Outgoing out = new Outgoing(self, own);
        for (long index = self; index < count; index += THREADS) {
            String sentence = sentences.get(index);
            int start = 0;
            int blank;
            while ((blank = sentence.indexOf(' ', start)) >= 0) {
                out.route(sentence.substring(start, blank));
                start = blank + 1;
            }
            out.route(sentence.substring(start));
        }
        out.finish();
        while (out.open > 0) {
            if (!out.receive()) {
                Thread.onSpinWait();
            }
        }
    }

    /** One thread's batches, and its turn as a receiver whenever it has sent one. */
    private final class Outgoing {
        private final int self;
        private final WordCounts own;
        private final String[][] batches = new String[THREADS][BATCH];
        private final int[] sizes = new int[THREADS];
        private int open = THREADS;

        Outgoing(int self, WordCounts own) {
            this.self = self;
            this.own = own;
        }

        void route(String word) {
            int hash = word.hashCode();
            int target = (hash ^ (hash >>> 15)) & (THREADS - 1);
            batches[target][sizes[target]++] = word;
            if (sizes[target] == BATCH) {
                send(target, batches[target]);
                batches[target] = new String[BATCH];
                sizes[target] = 0;
            }
        }

        void finish() {
            for (int target = 0; target < THREADS; target++) {
                send(target, Arrays.copyOf(batches[target], sizes[target]));
                send(target, END);
            }
        }

        private void send(int target, String[] batch) {
            if (batch.length == 0 && batch != END) {
                return;
            }
            while (!rings[self][target].offer(batch)) {
                receive();
            }
            receive();
        }

        boolean receive() {
            boolean any = false;
            for (int producer = 0; producer < THREADS; producer++) {
                String[] batch;
                while ((batch = rings[producer][self].poll()) != null) {
                    any = true;
                    if (batch == END) {
                        open--;
                    } else {
                        own.add(batch);
                    }
                }
            }
            return any;
        }
    }

    /** A ring of batches for one producer and one consumer. */
    private static final class Ring {
        private static final int MASK = 63;
        private final AtomicReferenceArray<String @Nullable []> slots = new AtomicReferenceArray<>(MASK + 1);
        private final AtomicLong head = new AtomicLong();
        private final AtomicLong tail = new AtomicLong();

        boolean offer(String[] batch) {
            long end = tail.getPlain();
            if (end - head.getAcquire() > MASK) {
                return false;
            }
            slots.setPlain((int) end & MASK, batch);
            tail.setRelease(end + 1);
            return true;
        }

        String @Nullable [] poll() {
            long start = head.getPlain();
            if (start == tail.getAcquire()) {
                return null;
            }
            String[] batch = slots.getPlain((int) start & MASK);
            slots.setPlain((int) start & MASK, null);
            head.setRelease(start + 1);
            return batch;
        }
    }
}
