package dev.levada.testkit.world;

import dev.levada.api.recovery.Guarantee;
import dev.levada.testkit.sample.Item;
import dev.levada.testkit.sample.SampleJob;
import dev.levada.testkit.sample.SampleSink;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one sink was to show, and what it has shown: each record as often as the guarantee says. */
final class Ledger {
    private final World world;
    private final SampleJob.Output output;
    private final Guarantee guarantee;
    private final Map<Long, Integer> expected = new LinkedHashMap<>();
    private final Map<Long, Integer> shown = new LinkedHashMap<>();
    private final Map<Long, Long> lastNumbers = new LinkedHashMap<>();
    private final Map<Integer, Long> lastEpochs = new LinkedHashMap<>();
    private final Map<Long, List<Long>> witnesses = new LinkedHashMap<>();
    /** Tells multisets of shown records apart, but for those made at the end. */
    private long shownSum;

    Ledger(World world, SampleJob.Output output, List<Long> origins) {
        this.world = world;
        this.output = output;
        this.guarantee = world.profile().guarantee();
        output.expected().of(origins, true).forEach(id -> expected.merge(id, 1, Integer::sum));
    }

    SampleJob.Output output() {
        return output;
    }

    long shownSum() {
        return shownSum;
    }

    int shown(long id) {
        return shown.getOrDefault(id, 0);
    }

    Map<Long, List<Long>> witnesses() {
        return witnesses;
    }

    void shown(SampleSink.Transaction transaction) {
        Long before = lastEpochs.put(transaction.subtask(), transaction.epoch());
        if (before != null && before > transaction.epoch() && guarantee == Guarantee.EXACTLY_ONCE) {
            violated("shows epoch %d after %d".formatted(transaction.epoch(), before));
        }
        transaction.items().forEach(this::see);
    }

    private void see(Item item) {
        int times = shown.merge(item.id(), 1, Integer::sum);
        int wanted = expected.getOrDefault(item.id(), 0);
        if (item.id() >= 0) {
            shownSum += Item.mix(item.id());
        }
        if (!output.witness().isEmpty()) {
            witnesses.computeIfAbsent(item.id(), any -> new ArrayList<>()).add(item.witness());
        }
        if (times > wanted && isExpectedToFit(item)) {
            if (guarantee == Guarantee.AT_LEAST_ONCE && wanted > 0) {
                world.sometimes("at least once: a record twice");
            } else {
                violated("shows record %s %d times, not %d".formatted(item, times, wanted));
            }
        }
        if (output.numbered() && guarantee == Guarantee.EXACTLY_ONCE) {
            long last = lastNumbers.getOrDefault(item.key(), 0L);
            if (item.number() != last + 1) {
                violated("shows number %d of key %d after %d".formatted(item.number(), item.key(), last));
            }
            lastNumbers.put(item.key(), item.number());
        }
    }

    /** What is made at the end is another if anything was lost or came twice. */
    private boolean isExpectedToFit(Item item) {
        return item.id() >= 0 || guarantee == Guarantee.EXACTLY_ONCE;
    }

    void finished() {
        expected.forEach((id, wanted) -> {
            int times = shown(id);
            if (times >= wanted) {
                return;
            }
            if (guarantee == Guarantee.AT_MOST_ONCE) {
                world.sometimes("at most once: a record lost");
            } else if (id >= 0 || guarantee == Guarantee.EXACTLY_ONCE) {
                violated("has shown record %d of origin %d %d times, not %d, and the job has finished"
                        .formatted(id, Item.origin(id), times, wanted));
            }
        });
    }

    private void violated(String what) {
        world.violated("sink %s %s".formatted(output.sink().name(), what));
    }
}
