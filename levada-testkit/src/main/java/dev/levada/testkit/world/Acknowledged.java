package dev.levada.testkit.world;

import dev.levada.api.recovery.Recovery;
import dev.levada.cluster.coordinator.Decision;
import dev.levada.core.recovery.SourcePositions;
import dev.levada.testkit.sample.Item;
import dev.levada.testkit.sample.SampleSink;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** At least once, a source goes on behind a record only when all that comes of it has been shown. */
final class Acknowledged {
    private final World world;
    private final Map<SampleSink, Ledger> ledgers;
    private final Map<String, Long> checked = new LinkedHashMap<>();

    Acknowledged(World world, Map<SampleSink, Ledger> ledgers) {
        this.world = world;
        this.ledgers = ledgers;
    }

    void check(Decision.PositionsRecorded recorded) {
        if (!world.profile().protocols().isAlways(Recovery.atLeastOnce())) {
            return;
        }
        String source = recorded.task().chain();
        for (SourcePositions.Split split : recorded.positions().splits()) {
            List<Long> origins = world.job().before(source, split.split(), split.position());
            long from = checked.getOrDefault(source + "/" + split.split(), 0L);
            for (int i = (int) from; i < origins.size(); i++) {
                check(origins.get(i));
            }
            checked.merge(source + "/" + split.split(), split.position(), Math::max);
        }
    }

    private void check(long origin) {
        ledgers.forEach((sink, ledger) -> {
            Map<Long, Integer> wanted = new LinkedHashMap<>();
            ledger.output().expected().of(List.of(origin), false).forEach(id -> wanted.merge(id, 1, Integer::sum));
            wanted.forEach((id, times) -> {
                if (ledger.shown(id) < times) {
                    world.violated("a source goes on behind origin %d, and sink %s has shown record %d %d times, not %d"
                            .formatted(Item.origin(origin), sink.name(), id, ledger.shown(id), times));
                }
            });
        });
    }
}
