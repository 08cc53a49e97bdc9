package dev.levada.testkit.world;

import dev.levada.core.channel.Frame;
import dev.levada.core.plan.ChannelId;

/**
 * What carries one channel between two attempts for a while, as a TCP connection would: in order, without loss, until
 * it breaks.
 *
 * @param number grows with each connection that the same consumer asks for
 */
record Connection(
        World world,
        ChannelId channel,
        long producerAttempt,
        long consumerAttempt,
        int number,
        Worker producer,
        Worker consumer,
        Pipe forward,
        Pipe backward) {

    static Connection open(
            World world,
            ChannelId channel,
            long producerAttempt,
            long consumerAttempt,
            int number,
            Worker producer,
            Worker consumer) {
        return new Connection(
                world,
                channel,
                producerAttempt,
                consumerAttempt,
                number,
                producer,
                consumer,
                new Pipe(world, producer, consumer),
                new Pipe(world, consumer, producer));
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

    /** Neither end gets anything more; each notices after a while. */
    void breakDown() {
        forward.breakDown();
        backward.breakDown();
        world.onNode(producer, world.network().latency(consumer, producer), "broken", () -> producer.broken(this));
        world.onNode(consumer, world.network().latency(producer, consumer), "broken", () -> consumer.broken(this));
    }

    /** One end has left it for another one, or for good. */
    void leave() {
        forward.breakDown();
        backward.breakDown();
    }
}
