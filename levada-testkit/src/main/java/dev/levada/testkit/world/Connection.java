package dev.levada.testkit.world;

import dev.levada.core.channel.Frame;
import dev.levada.core.plan.ChannelId;

/**
 * What carries one channel between two attempts for a while, as a TCP connection would: in order, without loss, until
 * it breaks.
 */
final class Connection {
    private final World world;
    private final ChannelId channel;
    private final long producerAttempt;
    private final long consumerAttempt;
    private final int number;
    private final Worker producer;
    private final Worker consumer;
    private final Pipe forward;
    private final Pipe backward;

    /** @param asked the consumer's wish, which the producer's worker grants */
    Connection(World world, Attempt.Asked asked, Worker producer) {
        this.world = world;
        this.channel = asked.channel();
        this.producerAttempt = asked.producerAttempt();
        this.consumerAttempt = asked.consumerAttempt();
        this.number = asked.number();
        this.producer = producer;
        this.consumer = asked.consumer();
        this.forward = new Pipe(world, producer, consumer);
        this.backward = new Pipe(world, consumer, producer);
    }

    ChannelId channel() {
        return channel;
    }

    long producerAttempt() {
        return producerAttempt;
    }

    long consumerAttempt() {
        return consumerAttempt;
    }

    /** Grows with each connection that the same consumer asks for. */
    int number() {
        return number;
    }

    void begun() {
        forward.send("opened", () -> consumer.opened(this));
    }

    void frame(Frame frame) {
        forward.send("frame", () -> consumer.frame(this, frame));
    }

    void report(long arrived, long granted) {
        backward.send("report", () -> producer.report(this, arrived, granted));
    }

    void acknowledge(long upTo) {
        backward.send("acknowledge", () -> producer.acknowledged(this, upTo));
    }

    /** Neither end gets anything more; each notices after a while. */
    void breakDown() {
        leave();
        world.onNode(producer, world.network().latency(consumer, producer), "broken", () -> producer.broken(this));
        world.onNode(consumer, world.network().latency(producer, consumer), "broken", () -> consumer.broken(this));
    }

    /** One end has left it for another one, or for good. */
    void leave() {
        forward.breakDown();
        backward.breakDown();
    }
}
