package dev.levada.node.standing;

import dev.levada.core.plan.TaskId;
import dev.levada.node.processes.JobDraft;
import dev.levada.node.processes.Spares;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that a coordinator needs of a submitted pipeline. It is data: no code of the pipeline's comes with it.
 *
 * @param arguments the words that make the same pipeline in a worker
 * @param workers how many worker processes were asked for, 0 for one for each task; empty if nothing was asked
 * @param spares those that shall stand by besides
 * @param homes where tasks are to run, of those that have a wish
 * @param warnings what is doubtful about the pipeline, a line each
 * @param script what is done to the job by itself, once it is started
 */
public record Blueprint(
        List<String> arguments,
        Optional<Integer> workers,
        Spares spares,
        Map<TaskId, Home> homes,
        JobDraft draft,
        List<String> warnings,
        List<Step> script) {}
