package dev.levada.core.channel;

import dev.levada.api.graph.Partitioning;
import dev.levada.api.operator.Mapper;
import dev.levada.core.codec.StableHash;
import dev.levada.core.element.Batch;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * The end of a task's output: chooses, for each value, which of the channels of one edge takes it.
 *
 * <p>A consumer that is gone for good is routed around: what was not handed over to it yet goes to the others.
 */
public final class Router implements Receiver {
    /** As many slices as keys are ever divided into: a power of two, so that a slice is a few bits of the hash. */
    private static final int KEY_GROUP_BITS = 15;

    private final Choice choice;
    private final ChannelWriter[] writers;
    private final OutputGate gate;
    private final boolean copies;
    private ChannelWriter[] live;

    /** Chooses and appends; given the router because what lives may change. */
    private interface Choice {
        void route(Object value, Router router);
    }

    private Router(
            Choice choice, List<OutputChannel> channels, Partitioning partitioning, boolean back, OutputGate gate) {
        this.choice = choice;
        this.copies = partitioning == Partitioning.Simple.BROADCAST;
        boolean hashed = partitioning instanceof Partitioning.ByKey;
        this.gate = gate;
        this.writers = channels.stream()
                .map(channel -> new ChannelWriter(channel, gate, hashed, back))
                .toArray(ChannelWriter[]::new);
        this.live = writers.clone();
        gate.add(this, writers);
    }

    /**
     * The router of an edge.
     *
     * @param partitioning settled: not {@code any}
     * @param channels one for each task of the consumer, by its number; only one if forward
     * @param back whether the edge closes a loop
     * @param random what random routing draws from
     * @param gate what it becomes a part of
     */
    public static Router of(
            Partitioning partitioning,
            List<OutputChannel> channels,
            boolean back,
            RandomGenerator random,
            OutputGate gate) {
        if (partitioning instanceof Partitioning.ByKey byKey) {
            return new Router(byKey(byKey.key()), channels, partitioning, back, gate);
        }
        Choice choice = switch ((Partitioning.Simple) partitioning) {
            case FORWARD, GLOBAL -> Router::first;
            case BROADCAST -> Router::all;
            case RANDOM -> (value, router) -> router.append(value, random.nextInt(router.live.length));
            case ON_DEMAND -> Router::leastLoaded;
            case IN_TURN -> new InTurn();
            case ANY -> throw new IllegalArgumentException("the planner has to settle 'any' first");
        };
        return new Router(choice, channels, partitioning, back, gate);
    }

    /**
     * Which of the tasks of an operator has the keys of a hash.
     *
     * @param stableHash of the key
     * @return from 0 to {@code parallelism} - 1
     */
    public static int consumerOf(int stableHash, int parallelism) {
        return ((stableHash >>> (Integer.SIZE - KEY_GROUP_BITS)) * parallelism) >>> KEY_GROUP_BITS;
    }

    @Override
    public void accept(Object value) {
        if (live.length == 0) {
            gate.lost(1);
        } else {
            choice.route(value, this);
        }
    }

    private static void first(Object value, Router router) {
        router.live[0].append(value);
    }

    private static void all(Object value, Router router) {
        for (ChannelWriter writer : router.live) {
            writer.append(value);
        }
    }

    private static void leastLoaded(Object value, Router router) {
        ChannelWriter best = router.live[0];
        for (ChannelWriter writer : router.live) {
            if (writer.load() < best.load()) {
                best = writer;
            }
        }
        best.append(value);
    }

    private static Choice byKey(Mapper<?, ?> key) {
        @SuppressWarnings("unchecked") // the topology gave the key together with the stream
        Mapper<Object, Object> keyOf = (Mapper<Object, Object>) key;
        return (value, router) -> {
            int hash = hash(keyOf, value);
            ChannelWriter writer = router.writers[consumerOf(hash, router.writers.length)];
            if (writer.isLost()) {
                writer = router.live[(hash >>> (Integer.SIZE - KEY_GROUP_BITS)) % router.live.length];
            }
            writer.append(value, hash);
        };
    }

    private static int hash(Mapper<Object, Object> key, Object value) {
        try {
            return StableHash.of(key.apply(value));
        } catch (Exception e) {
            throw new KeyException(value, e);
        }
    }

    /** In turn, the next value goes where the first one went. */
    void restartTurns() {
        if (choice instanceof InTurn inTurn) {
            inTurn.next = 0;
        }
    }

    private static final class InTurn implements Choice {
        private int next;

        @Override
        public void route(Object value, Router router) {
            next = next + 1 < router.live.length ? next + 1 : 0;
            router.append(value, next);
        }
    }

    private void append(Object value, int index) {
        live[index].append(value);
    }

    void flush() {
        for (ChannelWriter writer : live) {
            writer.flush();
        }
    }

    void flushPresent() {
        for (ChannelWriter writer : live) {
            writer.flushPresent();
        }
    }

    void end() {
        for (ChannelWriter writer : live) {
            writer.end();
        }
    }

    void drain() {
        for (ChannelWriter writer : live) {
            if (writer.consumerLost()) {
                routeAround(writer);
            } else {
                writer.drain();
            }
        }
    }

    void lose() {
        for (ChannelWriter writer : writers) {
            gate.lost(writer.lose());
        }
    }

    private void acceptAgain(Batch batch) {
        long inHand = gate.clock().eventTime();
        for (int i = 0; i < batch.size(); i++) {
            gate.clock().eventTime(batch.time(i));
            accept(batch.value(i));
        }
        gate.clock().eventTime(inHand);
    }

    private void routeAround(ChannelWriter gone) {
        List<Batch> given = gone.giveUp();
        live = Stream.of(writers).filter(writer -> !writer.isLost()).toArray(ChannelWriter[]::new);
        // A broadcast value has reached the others already, if there are any.
        if (!copies || live.length == 0) {
            given.forEach(this::acceptAgain);
        }
    }
}
