package dev.levada.cluster.coordinator;

import dev.levada.core.plan.TaskId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * On the disks of which hosts there may be what tasks chose since the last complete epoch, where that is kept there.
 *
 * <p>An attempt may fail before it has logged what it has taken over from an earlier one, so the disk of that counts,
 * too, until an epoch is complete.
 */
final class Disks {
    /** Of a worker that has not said which disk it has: nobody can find it again. */
    static final String UNKNOWN = "";

    private final Predicate<TaskId> local;
    private final Map<TaskId, Set<String>> disks = new LinkedHashMap<>();
    /** Where the attempts that count have theirs. */
    private final Map<TaskId, String> present = new LinkedHashMap<>();

    /** @param local whether what a task chooses is kept on a disk of its host */
    Disks(Predicate<TaskId> local) {
        this.local = local;
    }

    /** An attempt is about to begin where this disk is. */
    void placed(TaskId task, String disk) {
        if (local.test(task)) {
            disks.computeIfAbsent(task, any -> new LinkedHashSet<>()).add(disk);
            present.put(task, disk);
        }
    }

    /** An epoch is complete, and everybody is there: what earlier attempts have logged nobody needs. */
    void clear() {
        disks.forEach((task, all) -> all.removeIf(disk -> !disk.equals(present.get(task))));
    }

    /** Those that are needed if some tasks are to do again what they did. */
    Set<String> of(Collection<TaskId> tasks) {
        Set<String> all = new LinkedHashSet<>();
        tasks.forEach(task -> all.addAll(disks.getOrDefault(task, new LinkedHashSet<>())));
        return all;
    }
}
