package dev.levada.core.channel;

import dev.levada.api.graph.Partitioning;
import dev.levada.core.element.Batch;
import dev.levada.core.element.Element;
import dev.levada.core.element.EndOfStream;
import dev.levada.core.plan.ChannelId;
import dev.levada.core.plan.TaskId;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One producer's output to some consumers, and what each of them has got. */
final class EdgeUnderTest {
    final OutputGate gate;
    final Router router;
    final List<LocalChannel> channels;
    final List<List<Object>> received = new ArrayList<>();
    final List<Integer> ends = new ArrayList<>();

    EdgeUnderTest(Partitioning partitioning, int consumers, int capacity, int batchSize, long seed) {
        gate = new OutputGate((channel, element) -> {}, batchSize, Retention.NONE);
        channels = IntStream.range(0, consumers)
                .mapToObj(index -> new LocalChannel(id(index), capacity, () -> {}, () -> {}))
                .toList();
        router = Router.of(partitioning, List.copyOf(channels), false, new SplittableRandom(seed), gate);
        for (int i = 0; i < consumers; i++) {
            received.add(new ArrayList<>());
            ends.add(0);
        }
    }

    private static ChannelId id(int consumer) {
        return new ChannelId(new TaskId("producer", 0), new TaskId("consumer", consumer), 0);
    }

    /** Lets a consumer take one element; whether there was one. */
    boolean take(int consumer) {
        Element element = channels.get(consumer).poll();
        if (element instanceof EndOfStream) {
            ends.set(consumer, ends.get(consumer) + 1);
        }
        received.get(consumer).addAll(values(element));
        return element != null;
    }

    /** Takes a consumer away; returns the values that it loses with it. */
    List<Object> lose(int consumer) {
        List<Object> lost = new ArrayList<>();
        LocalChannel channel = channels.get(consumer);
        channel.abandon();
        Element element;
        while ((element = channel.poll()) != null) {
            lost.addAll(values(element));
        }
        return lost;
    }

    /** Sends all and lets every consumer take all, until nothing moves any more. */
    void settle() {
        boolean moved = true;
        while (moved) {
            moved = false;
            gate.drain();
            for (int i = 0; i < channels.size(); i++) {
                moved |= take(i);
            }
        }
    }

    List<Object> allReceived() {
        return received.stream().flatMap(List::stream).toList();
    }

    private static List<Object> values(@Nullable Element element) {
        return element instanceof Batch batch
                ? IntStream.range(0, batch.size()).mapToObj(batch::value).toList()
                : List.of();
    }
}
