package dev.levada.cli.cluster;

import dev.levada.cli.terminal.CommandException;
import dev.levada.node.cluster.Cluster;
import dev.levada.node.cluster.ClusterStatus;
import dev.levada.node.cluster.JobStatus;
import dev.levada.node.cluster.RefusedException;
import dev.levada.node.cluster.UnknownNameException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which job is meant: the one that is named, else the only one that it can be. */
public final class JobChoice {
    @Option(
            names = "--job",
            paramLabel = "JOB",
            description = "Its id; needed only where several jobs that run could be meant.")
    private @Nullable String job;

    /** As picocli makes it. */
    public JobChoice() {}

    /** The one that is named, which must run, else the only one that runs. */
    public String only(Cluster cluster) {
        List<String> running = running(cluster).stream().map(JobStatus::id).toList();
        if (job != null) {
            if (!running.contains(job)) {
                throw UnknownNameException.job(job, running);
            }
            return job;
        }
        if (running.isEmpty()) {
            throw new RefusedException("no job runs in the cluster; start one with 'levada submit'");
        }
        if (running.size() > 1) {
            throw CommandException.badInput(
                    "several jobs run: %s; name one with --job".formatted(String.join(", ", running)));
        }
        return running.get(0);
    }

    private static List<JobStatus> running(Cluster cluster) {
        return cluster.status().jobs().stream()
                .filter(each -> !each.report().state().isFinal())
                .toList();
    }

    String ofTask(Cluster cluster, String alias) {
        if (job != null) {
            return job;
        }
        List<JobStatus> running = running(cluster);
        List<String> having = running.stream()
                .filter(each -> aliases(each).contains(alias))
                .map(JobStatus::id)
                .toList();
        if (having.isEmpty()) {
            throw UnknownNameException.task(
                    alias,
                    running.stream().flatMap(each -> aliases(each).stream()).toList());
        }
        if (having.size() > 1) {
            throw CommandException.badInput("several jobs have a task '%s': %s; name one with --job"
                    .formatted(alias, String.join(", ", having)));
        }
        return having.get(0);
    }

    String ofWorker(Cluster cluster, String worker) {
        if (job != null) {
            return job;
        }
        List<ClusterStatus.Worker> workers = cluster.status().workers();
        return workers.stream()
                .filter(each -> each.id().equals(worker))
                .flatMap(each -> each.job().stream())
                .findFirst()
                .orElseThrow(() -> UnknownNameException.worker(
                        worker, workers.stream().map(ClusterStatus.Worker::id).toList()));
    }

    private static List<String> aliases(JobStatus job) {
        return job.tasks().stream().map(JobStatus.Task::alias).toList();
    }
}
