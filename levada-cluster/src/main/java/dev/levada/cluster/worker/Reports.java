package dev.levada.cluster.worker;

import dev.levada.cluster.control.Report;
import dev.levada.core.plan.TaskId;
import dev.levada.core.recovery.SourcePositions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is told to the coordinator until it answers: of each kind and attempt the latest. On the worker's thread. */
final class Reports {
    private final WorkerHost host;
    private final Map<Key, Told> unanswered = new LinkedHashMap<>();
    private long ids;

    private record Key(Class<? extends Report> kind, TaskId task, long attempt) {
        static Key of(Report report) {
            return new Key(report.getClass(), report.task(), report.attempt());
        }
    }

    private record Told(long id, Report report) {}

    Reports(WorkerHost host) {
        this.host = host;
    }

    void tell(Report report) {
        Told told = new Told(++ids, report);
        unanswered.put(Key.of(report), told);
        host.send(told.id(), report);
    }

    void tellAgain() {
        List.copyOf(unanswered.values()).forEach(told -> host.send(told.id(), told.report()));
    }

    void answered(long id) {
        unanswered.values().removeIf(told -> told.id() == id);
    }

    /** Whether these are the positions that were told last. */
    boolean recorded(TaskId task, long attempt, SourcePositions positions) {
        Key key = new Key(Report.Positions.class, task, attempt);
        Told told = unanswered.get(key);
        if (told == null || !told.report().equals(new Report.Positions(task, attempt, positions))) {
            return false;
        }
        unanswered.remove(key);
        return true;
    }

    /** An attempt is over: only that it is matters now. */
    void forget(TaskId task, long attempt) {
        unanswered
                .keySet()
                .removeIf(key ->
                        key.task().equals(task) && key.attempt() == attempt && key.kind() != Report.Failed.class);
    }
}
