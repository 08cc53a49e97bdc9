package dev.levada.testkit.world;

import dev.levada.cluster.control.Report;
import dev.levada.cluster.coordinator.Decision;
import dev.levada.core.plan.TaskId;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Who depends on what is lost is known at once: when a recovery has taken in all that said so in the one before, and
 * nobody else, nobody says so who did not say so before.
 */
final class Orphans {
    private final World world;
    private final Map<Long, Set<TaskId>> replaced = new LinkedHashMap<>();
    private final Map<Long, Set<TaskId>> orphans = new LinkedHashMap<>();
    private final Map<Long, Set<TaskId>> others = new LinkedHashMap<>();

    Orphans(World world) {
        this.world = world;
    }

    void granted(Decision.AttemptsGranted granted) {
        replaced.put(granted.round(), granted.attempts().keySet());
    }

    void fenced(Report.Fenced report) {
        long round = report.round();
        if (!report.answer().orphan()) {
            others.computeIfAbsent(round, any -> new LinkedHashSet<>()).add(report.task());
            return;
        }
        if (of(replaced, round).contains(report.task())) {
            return;
        }
        orphans.computeIfAbsent(round, any -> new LinkedHashSet<>()).add(report.task());
        Set<TaskId> found = of(orphans, round - 1);
        Set<TaskId> known = new LinkedHashSet<>(of(replaced, round - 1));
        known.addAll(found);
        // where none was found, the same tasks being replaced again is another recovery
        if (!found.isEmpty() && of(others, round - 1).contains(report.task()) && known.equals(of(replaced, round))) {
            world.violated("task %s is an orphan in recovery %d, which has taken in all there were, and nobody else"
                    .formatted(report.task(), round));
        }
    }

    private static Set<TaskId> of(Map<Long, Set<TaskId>> all, long round) {
        return all.getOrDefault(round, new LinkedHashSet<>());
    }
}
