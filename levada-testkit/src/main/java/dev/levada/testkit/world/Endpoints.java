package dev.levada.testkit.world;

import dev.levada.cluster.worker.Attempt;
import dev.levada.cluster.worker.Connection;
import dev.levada.cluster.worker.LocalConnection;
import dev.levada.cluster.worker.OpenRequest;
import dev.levada.core.channel.Frame;
import dev.levada.core.channel.LocalChannel;
import dev.levada.core.plan.TaskId;
import java.util.function.Consumer;

/** The ends of connections at one worker: what comes over them goes to the attempts that it is meant for. */
final class Endpoints {
    private static final int LOCAL_ELEMENTS = 4;
    private static final int LOCAL_NANOS = 100_000;

    private final WorkerNode node;
    private final World world;

    Endpoints(WorkerNode node) {
        this.node = node;
        this.world = node.world;
    }

    /** A connection between two tasks of this process. */
    Connection local(OpenRequest request) {
        TaskId producer = request.channel().producer();
        TaskId consumer = request.channel().consumer();
        LocalChannel channel = new LocalChannel(
                request.channel(), LOCAL_ELEMENTS, () -> node.wake(consumer), () -> node.wake(producer));
        LocalConnection connection = new LocalConnection(
                request,
                channel,
                (acknowledged, upTo) -> node.worker()
                        .with(producer, request.producerAttempt(), each -> each.acknowledged(acknowledged, upTo)));
        world.onNode(
                node,
                world.pace().below(LOCAL_NANOS),
                "opened",
                () -> node.worker().with(consumer, request.consumerAttempt(), each -> each.opened(connection)));
        return connection;
    }

    void asked(OpenRequest request) {
        node.worker().with(request.channel().producer(), request.producerAttempt(), each -> {
            Turns turns = node.turns(each);
            if (turns != null) {
                turns.asked(each, request);
            }
        });
    }

    void opened(Line line) {
        atConsumer(line, each -> each.opened(line));
    }

    void frame(Line line, Frame frame) {
        atConsumer(line, each -> {
            long wanted = each.wantedAttempt(line.request().channel());
            Frame come = world.doors().frame(frame, wanted);
            if (each.frame(line, come) && come.attempt() == wanted) {
                world.oracles().come(come, each.number());
            }
        });
    }

    void report(Line line, long arrived, long granted) {
        atProducer(line, each -> each.report(line, arrived, granted));
    }

    void acknowledged(Line line, long upTo) {
        atProducer(line, each -> {
            if (world.doors().acceptsAnyAttempt()) {
                each.task().acknowledged(line.request().channel(), upTo);
            } else {
                each.acknowledged(line, upTo);
            }
        });
    }

    void broken(Line line) {
        atConsumer(line, each -> each.broken(line));
        atProducer(line, each -> each.broken(line));
    }

    private void atConsumer(Line line, Consumer<Attempt> deed) {
        OpenRequest request = line.request();
        node.worker().with(request.channel().consumer(), request.consumerAttempt(), deed);
    }

    private void atProducer(Line line, Consumer<Attempt> deed) {
        OpenRequest request = line.request();
        node.worker().with(request.channel().producer(), request.producerAttempt(), deed);
    }
}
