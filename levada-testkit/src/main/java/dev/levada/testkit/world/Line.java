package dev.levada.testkit.world;

import dev.levada.cluster.worker.Connection;
import dev.levada.cluster.worker.OpenRequest;
import dev.levada.core.channel.Frame;
import dev.levada.core.element.Batch;
import dev.levada.core.element.Element;

/** A connection of one channel, as the simulated network has it; both ends hold the same one. */
final class Line implements Connection, Landmark {
    private final World world;
    private final OpenRequest request;
    private final WorkerNode producer;
    private final WorkerNode consumer;
    private final Pipe forward;
    private final Pipe backward;

    /** @param request the consumer's wish, which the producer's worker grants */
    Line(World world, OpenRequest request, WorkerNode producer) {
        this.world = world;
        this.request = request;
        this.producer = producer;
        this.consumer = world.worker(request.consumer().worker());
        this.forward = new Pipe(world, producer, consumer, world.biasNanos(request));
        this.backward = new Pipe(world, consumer, producer, 0);
    }

    @Override
    public String landmark() {
        return "3 line " + request;
    }

    void begun() {
        forward.send("opened", () -> consumer.endpoints().opened(this));
    }

    @Override
    public OpenRequest request() {
        return request;
    }

    @Override
    public int frame(Frame frame) {
        forward.send("frame", () -> consumer.endpoints().frame(this, frame));
        return bytes(frame.element());
    }

    /** As if each value took eight. */
    private static int bytes(Element element) {
        return element instanceof Batch batch ? 16 + 8 * batch.size() : 16;
    }

    @Override
    public void report(long arrived, long granted) {
        backward.send("report", () -> producer.endpoints().report(this, arrived, granted));
    }

    @Override
    public void acknowledge(long upTo) {
        backward.send("acknowledge", () -> producer.endpoints().acknowledged(this, upTo));
    }

    /** Neither end gets anything more; each notices after a while. */
    @Override
    public void breakDown() {
        leave();
        world.onNode(
                producer,
                world.network().latency(consumer, producer),
                "broken",
                () -> producer.endpoints().broken(this));
        world.onNode(
                consumer,
                world.network().latency(producer, consumer),
                "broken",
                () -> consumer.endpoints().broken(this));
    }

    @Override
    public void leave() {
        forward.breakDown();
        backward.breakDown();
    }
}
