package dev.levada.testkit.world;

import dev.levada.cluster.coordinator.Decision;
import dev.levada.core.plan.JobPlan;
import dev.levada.core.plan.TaskId;
import dev.levada.core.recovery.SourcePositions;
import dev.levada.core.snapshot.HeldRecords;
import dev.levada.testkit.sample.Item;
import dev.levada.testkit.sample.SampleSink;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What sinks have shown at once in jobs that give exactly once. A number stands for one record for good; an attempt
 * shows them in order, and none again of which it was recorded before the attempt was granted that it is shown.
 */
final class Effects {
    private final World world;
    private final Map<Part, List<Item>> shown = new LinkedHashMap<>();
    /** The last number that each attempt has shown. */
    private final Map<String, Long> last = new LinkedHashMap<>();
    /** Up to which number it is recorded that records are shown. */
    private final Map<Part, Long> recorded = new LinkedHashMap<>();
    /** What of that was recorded when an attempt was granted. */
    private final Map<String, Long> recordedBefore = new LinkedHashMap<>();

    /** What one task of a sink shows. */
    private record Part(String sink, int subtask) {
        String attempt(long number) {
            return sink + "#" + subtask + "/" + number;
        }
    }

    Effects(World world) {
        this.world = world;
    }

    /** Whether it is shown for the first time. */
    boolean shown(SampleSink sink, SampleSink.Effect effect) {
        Part part = new Part(sink.name(), effect.subtask());
        String attempt = part.attempt(effect.attempt());
        List<Item> items = shown.computeIfAbsent(part, any -> new ArrayList<>());
        long before = Optional.ofNullable(last.put(attempt, effect.number())).orElse(effect.number() - 1);
        if (effect.number() != before + 1 || effect.number() > items.size() + 1) {
            violated(attempt, "shows record %d after %d, and %d are shown", effect.number(), before, items.size());
            return false;
        }
        if (effect.number() > items.size()) {
            items.add(effect.item());
            world.sometimes("a record shown at once");
            return true;
        }
        Item first = items.get((int) effect.number() - 1);
        if (!first.equals(effect.item())) {
            violated(attempt, "shows %s as record %d, and that was %s", effect.item(), effect.number(), first);
        }
        if (effect.number() <= recordedBefore.getOrDefault(attempt, 0L)) {
            violated(attempt, "shows record %d again, which was recorded as shown before", effect.number());
        }
        world.sometimes("a record shown at once again");
        return false;
    }

    private void violated(String attempt, String what, Object... arguments) {
        world.violated("attempt %s ".formatted(attempt) + what.formatted(arguments));
    }

    void decided(Decision.PositionsRecorded decision) {
        for (SourcePositions.Shown each : decision.positions().shown()) {
            Part part = new Part(each.operator(), decision.task().index());
            if (each.number() > shown.getOrDefault(part, List.of()).size()) {
                world.violated(
                        "it is recorded that %s has shown record %d, and it has not".formatted(part, each.number()));
            }
            recorded.merge(part, each.number(), Math::max);
            world.sometimes("recorded what is shown at once");
        }
    }

    void granted(Map<TaskId, Long> attempts) {
        recorded.forEach((part, number) -> {
            TaskId task = taskOf(part);
            Long attempt = attempts.get(task);
            if (attempt != null) {
                recordedBefore.put(part.attempt(attempt), number);
            }
        });
    }

    private TaskId taskOf(Part part) {
        for (JobPlan.Chain chain : world.plan().chains()) {
            if (chain.operators().stream().anyMatch(operator -> operator.name().equals(part.sink()))) {
                return chain.task(part.subtask());
            }
        }
        throw new IllegalStateException("no task has sink " + part.sink());
    }

    /**
     * All that a task of a sink was given by the end of an epoch, if that is shown or in a snapshot.
     *
     * @param waiting what its snapshot says, not empty
     */
    List<Item> upTo(SampleSink sink, int subtask, List<HeldRecords> waiting) {
        List<Item> known = shown.getOrDefault(new Part(sink.name(), subtask), List.of());
        List<Item> all = new ArrayList<>();
        for (HeldRecords held : waiting) {
            if (held.first() - 1 > Math.max(known.size(), all.size())) {
                world.violated("of sink %s, part %d, record %d is not shown, and in no snapshot"
                        .formatted(sink.name(), subtask, held.first() - 1));
                return all;
            }
            while (all.size() < held.first() - 1) {
                all.add(known.get(all.size()));
            }
            held.values().forEach(value -> all.add((Item) value));
        }
        return all;
    }
}
