package dev.levada.cluster.placement;

import dev.levada.core.plan.JobPlan;
import dev.levada.core.plan.TaskId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Spreads tasks over event loops, and splits over the tasks of a source. */
public final class Placement {

    private Placement() {}

    /**
     * The event loop of each task of a plan, but for those that need a thread of their own.
     *
     * <p>Tasks of the same number meet in one loop where there are enough of them, so that forward channels stay within
     * it; the tasks of narrower chains are dealt out in turn.
     *
     * @param loops how many there are, from 1
     */
    public static Map<TaskId, Integer> onLoops(JobPlan plan, int loops) {
        return dealt(plan, loops, false);
    }

    /**
     * The worker of each task of a plan, from 0. Tasks of one chain are apart as far as there are workers, so that the
     * loss of one costs each chain as little as can be.
     *
     * @param workers how many there are, from 1
     */
    public static Map<TaskId, Integer> onWorkers(JobPlan plan, int workers) {
        return dealt(plan, workers, true);
    }

    private static Map<TaskId, Integer> dealt(JobPlan plan, int loops, boolean thoseWithThreads) {
        Map<TaskId, Integer> placed = new LinkedHashMap<>();
        int next = 0;
        for (JobPlan.Chain chain : plan.chains()) {
            if (chain.threads() && !thoseWithThreads) {
                continue;
            }
            int start = chain.parallelism() < loops ? next : 0;
            for (int index = 0; index < chain.parallelism(); index++) {
                placed.put(chain.task(index), (start + index) % loops);
            }
            next = (start + chain.parallelism()) % loops;
        }
        return placed;
    }

    /**
     * The splits that a task of a plan reads; none if its chain has no source.
     *
     * @param splits those of each source, by the operator's name
     */
    public static List<String> splitsOf(JobPlan plan, TaskId task, Map<String, List<String>> splits) {
        return splitsOf(
                task.index(), plan.chain(task.chain()).parallelism(), splits.getOrDefault(task.chain(), List.of()));
    }

    /** The splits that one of the tasks of a source reads: dealt out in turn. */
    public static List<String> splitsOf(int task, int parallelism, List<String> splits) {
        return IntStream.iterate(task, split -> split < splits.size(), split -> split + parallelism)
                .mapToObj(splits::get)
                .toList();
    }
}
