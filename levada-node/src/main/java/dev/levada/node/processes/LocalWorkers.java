package dev.levada.node.processes;

import java.util.List;

/**
 * Worker processes of this machine for a job, children of this process, with the job's coordinator in this process.
 * They end with the job, or with this process, whichever ends first.
 *
 * @param workers how many, from 1; or 0 for one for each task
 * @param spares those that stand by
 * @param mainClass what a worker process runs: it calls {@code WorkerMain.run}
 * @param arguments the words of the command line that say which pipeline, and how it is to run
 * @param printer where the pipeline prints
 */
public record LocalWorkers(
        int workers, Spares spares, String mainClass, List<String> arguments, JobLoader.Printer printer) {

    public LocalWorkers {
        arguments = List.copyOf(arguments);
    }
}
