package dev.levada.node.remote;

import dev.levada.core.plan.TaskId;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done where a task is, in the order in which it was asked for: what concerns a task that is nowhere yet
 * waits for it. On the job's control loop.
 */
final class Errands {
    private final Map<TaskId, Queue<Consumer<Seat>>> waiting = new LinkedHashMap<>();

    void add(TaskId task, Consumer<Seat> deed) {
        waiting.computeIfAbsent(task, any -> new ArrayDeque<>()).add(deed);
    }

    /** @param holders gives the place of a task; null if nobody is there who could be told */
    void run(Function<TaskId, @Nullable Seat> holders) {
        waiting.forEach((task, deeds) -> {
            Seat holder = holders.apply(task);
            while (holder != null && !deeds.isEmpty()) {
                deeds.remove().accept(holder);
            }
        });
        waiting.values().removeIf(Queue::isEmpty);
    }
}
