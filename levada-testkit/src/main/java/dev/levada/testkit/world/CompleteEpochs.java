package dev.levada.testkit.world;

import dev.levada.api.recovery.Cuts;
import dev.levada.api.recovery.Guarantee;
import dev.levada.cluster.coordinator.Decision;
import dev.levada.cluster.coordinator.Deployment;
import dev.levada.cluster.coordinator.Starts;
import dev.levada.core.codec.Codecs;
import dev.levada.core.determinant.RecoveryLine;
import dev.levada.core.plan.ChannelId;
import dev.levada.core.plan.TaskId;
import dev.levada.core.recovery.SourcePositions;
import dev.levada.core.snapshot.HeldRecords;
import dev.levada.core.snapshot.Prepared;
import dev.levada.core.snapshot.StoredSnapshot;
import dev.levada.core.state.KeyedState;
import dev.levada.testkit.sample.Item;
import dev.levada.testkit.sample.SampleSink;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * A complete epoch is one cut: what the sinks have shown by then, with what they have prepared, is what comes of the
 * input before the positions of the sources, but for what is on its way, and channels stand where they must.
 */
final class CompleteEpochs {
    private final World world;
    private final Map<SampleSink, Ledger> ledgers;
    private final Effects effects;
    private final Map<Long, Map<SampleSink, List<Long>>> outputsOf = new LinkedHashMap<>();

    CompleteEpochs(World world, Map<SampleSink, Ledger> ledgers, Effects effects) {
        this.world = world;
        this.effects = effects;
        this.ledgers = ledgers;
    }

    void check(Decision.EpochCompleted completed) {
        if (!world.profile().periodic() || world.store().isDown()) {
            return;
        }
        Map<TaskId, StoredSnapshot> snapshots = new LinkedHashMap<>();
        try {
            for (Map.Entry<TaskId, String> snapshot : completed.snapshots().entrySet()) {
                snapshots.put(snapshot.getKey(), read(snapshot.getValue()));
            }
        } catch (IOException | RuntimeException e) {
            world.violated("epoch %d is complete, and its snapshots cannot be read: %s"
                    .formatted(completed.epoch(), World.trail(e)));
            return;
        }
        checkChannels(completed, snapshots);
        checkOutput(completed.epoch(), snapshots);
    }

    private StoredSnapshot read(String name) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Iterator<byte[]> blocks = world.store().get(name);
        while (blocks.hasNext()) {
            bytes.writeBytes(blocks.next());
        }
        return StoredSnapshot.of(bytes.toByteArray());
    }

    private void checkChannels(Decision.EpochCompleted completed, Map<TaskId, StoredSnapshot> snapshots) {
        if (world.policy().exactCuts()) {
            try {
                Deployment all = new Deployment(
                        0,
                        completed.epoch(),
                        new LinkedHashMap<>(),
                        completed.snapshots(),
                        new LinkedHashMap<>(),
                        new LinkedHashMap<>(),
                        new LinkedHashSet<>(),
                        RecoveryLine.none());
                new Starts(world.plan(), all, snapshots).checkCut();
            } catch (IllegalStateException e) {
                world.violated(String.valueOf(e.getMessage()));
            }
            return;
        }
        for (StoredSnapshot producer : snapshots.values()) {
            for (Map.Entry<ChannelId, Long> output : producer.outputs().entrySet()) {
                StoredSnapshot consumer = snapshots.get(output.getKey().consumer());
                Long next = consumer == null ? null : consumer.inputs().get(output.getKey());
                if (next != null && next < output.getValue() + 1) {
                    world.violated(
                            "in epoch %d the consumer of %s stands before %d, its producer at %d: what is between is nowhere"
                                    .formatted(completed.epoch(), output.getKey(), next, output.getValue()));
                }
            }
        }
    }

    private void checkOutput(long epoch, Map<TaskId, StoredSnapshot> snapshots) {
        Map<SampleSink, Map<Long, Integer>> expected = new LinkedHashMap<>();
        Map<SampleSink, Long> expectedSums = new LinkedHashMap<>();
        for (StoredSnapshot snapshot : snapshots.values()) {
            for (SourcePositions.Split split : snapshot.positions().splits()) {
                for (long origin : world.job().before(snapshot.task().chain(), split.split(), split.position())) {
                    outputsOf(origin)
                            .forEach((sink, ids) -> ids.forEach(id -> {
                                expectedSums.merge(sink, Item.mix(id), Long::sum);
                                expected.computeIfAbsent(sink, any -> new LinkedHashMap<>())
                                        .merge(id, 1, Integer::sum);
                            }));
                }
            }
        }
        boolean inFlight = areCallsInFlight(snapshots);
        boolean less = inFlight || onTheWay(snapshots);
        ledgers.forEach((sink, ledger) -> {
            Map<Long, Integer> wantedOf = expected.getOrDefault(sink, new LinkedHashMap<>());
            if (sink.isPlain() && world.profile().guarantee() == Guarantee.EXACTLY_ONCE) {
                checkImmediate(world, epoch, sink, counts(given(sink, snapshots)), wantedOf, less);
                return;
            }
            List<Item> prepared = prepared(sink, snapshots);
            if (inFlight && world.profile().guarantee() != Guarantee.EXACTLY_ONCE) {
                return; // others may have come twice
            }
            if (less) {
                world.sometimes(
                        inFlight
                                ? "an epoch complete with calls in flight"
                                : world.plan().hasGates()
                                        ? "an epoch complete with records behind a gate"
                                        : "an epoch complete with records on their way");
                checkNoneTooMany(epoch, sink, ledger, counts(prepared), wantedOf);
            } else if (world.profile().guarantee() == Guarantee.EXACTLY_ONCE) {
                long sum = ledger.shownSum();
                for (Item item : prepared) {
                    sum += item.id() < 0 ? 0 : Item.mix(item.id());
                }
                if (sum != expectedSums.getOrDefault(sink, 0L)) {
                    world.violated("epoch %d is complete, and sink %s has not what comes of the input before it: %s"
                            .formatted(epoch, sink.name(), difference(ledger, prepared, wantedOf)));
                }
            } else {
                Map<Long, Integer> counts = counts(prepared);
                wantedOf.forEach((id, wanted) -> {
                    int there = ledger.shown(id) + counts.getOrDefault(id, 0);
                    if (there < wanted) {
                        world.violated("epoch %d is complete, and sink %s has record %d of origin %d %d times, not %d"
                                .formatted(epoch, sink.name(), id, Item.origin(id), there, wanted));
                    }
                });
            }
        });
    }

    private boolean onTheWay(Map<TaskId, StoredSnapshot> snapshots) {
        boolean mayBe = world.profile().cuts() != Cuts.ALIGNED
                || world.plan().hasGates()
                || world.plan().hasLoop();
        return mayBe && StoredSnapshot.onTheWay(snapshots.values()).isPresent();
    }

    private boolean areCallsInFlight(Map<TaskId, StoredSnapshot> snapshots) {
        return snapshots.values().stream()
                .filter(snapshot -> world.plan().chain(snapshot.task().chain()).makesCalls())
                .anyMatch(snapshot -> hasState(snapshot.operators().get(0)));
    }

    /** Whether an operator's state holds anything. */
    private boolean hasState(StoredSnapshot.StoredOperator operator) {
        KeyedState state = new KeyedState(operator.operator(), world.job().codecs());
        try {
            for (String object : operator.state()) {
                state.load(world.store().get(object), hash -> true);
            }
        } catch (IOException e) {
            world.violated("the state of %s cannot be read: %s".formatted(operator.operator(), World.trail(e)));
        }
        boolean[] any = new boolean[1];
        state.forEachKey(() -> any[0] = true);
        return any[0];
    }

    /** What a sink that shows at once was given by the end of an epoch, whether that is shown or will be. */
    private static void checkImmediate(
            World world,
            long epoch,
            SampleSink sink,
            Map<Long, Integer> given,
            Map<Long, Integer> wanted,
            boolean less) {
        given.keySet().removeIf(id -> id < 0);
        boolean right = less
                ? given.entrySet().stream().allMatch(each -> each.getValue() <= wanted.getOrDefault(each.getKey(), 0))
                : given.equals(wanted);
        if (!right) {
            world.violated("epoch %d is complete, and sink %s was given %s, not %s"
                    .formatted(epoch, sink.name(), given, wanted));
        }
    }

    private List<Item> given(SampleSink sink, Map<TaskId, StoredSnapshot> snapshots) {
        List<Item> items = new ArrayList<>();
        snapshots.forEach((task, snapshot) -> {
            for (StoredSnapshot.StoredOperator operator : snapshot.operators()) {
                if (operator.operator().equals(sink.name())) {
                    List<HeldRecords> waiting = operator.prepared().stream()
                            .map(each -> HeldRecords.of(each.handle(), Codecs.any()))
                            .toList();
                    items.addAll(effects.upTo(sink, task.index(), waiting));
                }
            }
        });
        return items;
    }

    private void checkNoneTooMany(
            long epoch, SampleSink sink, Ledger ledger, Map<Long, Integer> prepared, Map<Long, Integer> wantedOf) {
        prepared.forEach((id, count) -> {
            int there = ledger.shown(id) + count;
            if (id >= 0 && there > wantedOf.getOrDefault(id, 0)) {
                world.violated("epoch %d is complete, and sink %s has record %d of origin %d %d times, not %d at most"
                        .formatted(epoch, sink.name(), id, Item.origin(id), there, wantedOf.getOrDefault(id, 0)));
            }
        });
    }

    private static Map<Long, Integer> counts(List<Item> items) {
        Map<Long, Integer> counts = new LinkedHashMap<>();
        items.forEach(item -> counts.merge(item.id(), 1, Integer::sum));
        return counts;
    }

    private static String difference(Ledger ledger, List<Item> prepared, Map<Long, Integer> expected) {
        Map<Long, Integer> counts = counts(prepared);
        List<String> lines = new ArrayList<>();
        expected.forEach((id, wanted) -> {
            int there = ledger.shown(id) + counts.getOrDefault(id, 0);
            if (there != wanted && lines.size() < 3) {
                lines.add("record %d of origin %d %d times, not %d".formatted(id, Item.origin(id), there, wanted));
            }
        });
        return lines.isEmpty() ? "more than that" : String.join("; ", lines);
    }

    private Map<SampleSink, List<Long>> outputsOf(long origin) {
        return outputsOf.computeIfAbsent(origin, any -> {
            Map<SampleSink, List<Long>> all = new LinkedHashMap<>();
            ledgers.forEach((sink, ledger) -> {
                List<Long> ids = ledger.output().expected().of(List.of(origin), false);
                if (!ids.isEmpty()) {
                    all.put(sink, ids);
                }
            });
            return all;
        });
    }

    /** What is in the snapshots to be committed, and is not yet. */
    private List<Item> prepared(SampleSink sink, Map<TaskId, StoredSnapshot> snapshots) {
        List<Item> items = new ArrayList<>();
        for (StoredSnapshot snapshot : snapshots.values()) {
            for (StoredSnapshot.StoredOperator operator : snapshot.operators()) {
                if (operator.operator().equals(sink.name())) {
                    for (Prepared prepared : operator.prepared()) {
                        if (!sink.isCommitted(prepared.handle())) {
                            items.addAll(sink.itemsOf(prepared.handle()));
                        }
                    }
                }
            }
        }
        return items;
    }
}
