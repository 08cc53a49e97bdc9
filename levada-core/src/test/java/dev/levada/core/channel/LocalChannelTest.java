package dev.levada.core.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.core.element.Element;
import dev.levada.core.element.EndOfStream;
import dev.levada.core.plan.ChannelId;
import dev.levada.core.plan.TaskId;
import java.util.ArrayDeque;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LocalChannelTest {
    private static final ChannelId ID = new ChannelId(new TaskId("a", 0), new TaskId("b", 0), 0);

    private final AtomicInteger toConsumer = new AtomicInteger();
    private final AtomicInteger toProducer = new AtomicInteger();

    private LocalChannel channel(int capacity) {
        return new LocalChannel(ID, capacity, toConsumer::incrementAndGet, toProducer::incrementAndGet);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 16})
    void isABoundedQueue(int capacity) {
        LocalChannel channel = channel(capacity);
        ArrayDeque<Element> model = new ArrayDeque<>();
        Random random = new Random(capacity);
        for (int i = 1; i < 10_000; i++) {
            if (random.nextBoolean()) {
                Element element = new EndOfStream(i);
                boolean fits = model.size() < capacity;
                assertThat(channel.offer(element)).isEqualTo(fits);
                if (fits) {
                    model.add(element);
                }
            } else {
                assertThat(channel.poll()).isSameAs(model.poll());
            }
            assertThat(channel.waiting()).isEqualTo(model.size());
        }
    }

    @Test
    void wakesTheConsumerForEachElementAndTheProducerOnlyAfterItWasFull() {
        LocalChannel channel = channel(2);
        channel.offer(new EndOfStream(1));
        channel.poll();
        assertThat(toConsumer).hasValue(1);
        assertThat(toProducer).hasValue(0);

        channel.offer(new EndOfStream(2));
        channel.offer(new EndOfStream(3));
        channel.poll();
        channel.poll();

        assertThat(toConsumer).hasValue(3);
        assertThat(toProducer).hasValue(1);
    }

    @Test
    void takesNothingMoreOnceTheConsumerIsLostAndTellsTheProducer() {
        LocalChannel channel = channel(2);

        channel.abandon();

        assertThat(channel.consumerLost()).isTrue();
        assertThat(channel.offer(new EndOfStream(1))).isFalse();
        assertThat(toProducer).hasValue(1);
    }

    @Test
    void stillGivesWhatALostProducerHandedOverAndTellsTheConsumer() {
        LocalChannel channel = channel(2);
        channel.offer(new EndOfStream(1));

        channel.lose();

        assertThat(channel.producerLost()).isTrue();
        assertThat(toConsumer).hasValue(2);
        assertThat(channel.poll()).isEqualTo(new EndOfStream(1));
        assertThat(channel.poll()).isNull();
    }

    @Test
    void refusesACapacityThatIsNoPowerOfTwo() {
        assertThatThrownBy(() -> channel(3)).hasMessageContaining("capacity must be a power of two, was 3");
    }

    /** A thread that sleeps until its signal is raised, as an event loop does but without a limit of time. */
    private static final class Sleeper implements Signal {
        private final AtomicReference<@Nullable Thread> thread = new AtomicReference<>();
        private volatile boolean parked;

        @Override
        public void raise() {
            if (parked) {
                parked = false;
                LockSupport.unpark(thread.get());
            }
        }

        /** Tries until it succeeds; sleeps for good if a signal is lost. */
        void until(BooleanSupplier attempt) {
            while (!attempt.getAsBoolean()) {
                parked = true;
                if (attempt.getAsBoolean()) {
                    parked = false;
                    return;
                }
                while (parked) {
                    LockSupport.park(this);
                    if (Thread.interrupted()) {
                        throw new AssertionError("slept until the time limit: a signal was lost");
                    }
                }
            }
        }
    }

    /** Would hang if a signal were lost: nobody looks again unless woken. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 16})
    @Timeout(12)
    void losesNoSignalBetweenTwoThreads(int capacity) throws InterruptedException {
        int elements = 100_000 * capacity;
        Sleeper consumerSleeps = new Sleeper();
        Sleeper producerSleeps = new Sleeper();
        LocalChannel channel = new LocalChannel(ID, capacity, consumerSleeps, producerSleeps);
        Thread producer = new Thread(() -> {
            for (int i = 1; i <= elements; i++) {
                Element element = new EndOfStream(i);
                producerSleeps.until(() -> channel.offer(element));
                pause(i);
            }
        });
        producer.setDaemon(true);
        producerSleeps.thread.set(producer);
        consumerSleeps.thread.set(Thread.currentThread());
        producer.start();

        Element[] taken = new Element[1];
        for (int i = 1; i <= elements; i++) {
            consumerSleeps.until(() -> (taken[0] = channel.poll()) != null);
            if (taken[0].firstSequence() != i) {
                assertThat(taken[0].firstSequence()).isEqualTo(i);
            }
            pause(i * 31);
        }
        producer.join();
        assertThat(channel.poll()).isNull();
    }

    /** A different short time for each seed, mostly none, so that the two threads meet at every step of the other. */
    private static void pause(int seed) {
        int mixed = (seed * 0x9E3779B9) >>> 20;
        for (int spins = (mixed & 3) == 0 ? mixed >>> 6 : 0; spins > 0; spins--) {
            Thread.onSpinWait();
        }
    }
}
