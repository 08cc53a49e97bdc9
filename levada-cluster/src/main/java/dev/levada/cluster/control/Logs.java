package dev.levada.cluster.control;

import dev.levada.core.determinant.LogWriter;
import dev.levada.core.determinant.RecoveryLine;
import dev.levada.core.plan.TaskId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** To which log each process writes what its tasks choose now. */
final class Logs {
    private final Map<Location, LogWriter> writers = new LinkedHashMap<>();

    /** Tasks are started in a process: it begins another log if its last one is over, as it does itself. */
    void started(Location process, long round, RecoveryLine line) {
        LogWriter current = writers.get(process);
        if (current == null || line.isOver(current)) {
            writers.put(process, new LogWriter(process.worker(), process.incarnation(), round));
        }
    }

    /** The logs of some processes. */
    Set<LogWriter> of(Collection<Location> processes) {
        Set<LogWriter> logs = new LinkedHashSet<>();
        for (Location process : processes) {
            LogWriter writer = writers.get(process);
            if (writer != null) {
                logs.add(writer);
            }
        }
        return logs;
    }

    /** What may write in a round: tasks from some attempts on, and of the processes only those that go on. */
    Map<TaskId, Long> floors(
            Map<TaskId, Long> attempts, Collection<Location> processes, Set<LogWriter> goOn, long round) {
        Map<TaskId, Long> floors = new LinkedHashMap<>(attempts);
        processes.stream()
                .filter(process -> !goOn.contains(writers.get(process)))
                .forEach(process -> floors.put(LogWriter.owner(process.worker()), round));
        return floors;
    }
}
