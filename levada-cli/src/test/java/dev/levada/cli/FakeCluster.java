package dev.levada.cli;

import dev.levada.api.recovery.Guarantee;
import dev.levada.node.cluster.Cluster;
import dev.levada.node.cluster.ClusterStatus;
import dev.levada.node.cluster.FaultCommand;
import dev.levada.node.cluster.JobStatus;
import dev.levada.node.cluster.Submission;
import dev.levada.node.cluster.UnknownNameException;
import dev.levada.node.job.JobReport;
import dev.levada.node.job.JobState;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A cluster that is told what it has, and remembers what it was asked. */
final class FakeCluster implements Cluster {
    final List<String> asked = new CopyOnWriteArrayList<>();
    final List<JobStatus> jobs = new CopyOnWriteArrayList<>();
    final Deque<List<String>> logs = new ArrayDeque<>();
    volatile Optional<RuntimeException> failure = Optional.empty();
    volatile Submission submitted = new Submission(List.of(), "", Optional.empty());

    static JobStatus job(String id, JobState state, String... aliases) {
        JobReport report = new JobReport(
                id,
                Guarantee.EXACTLY_ONCE,
                "checkpoint",
                state,
                1.5,
                List.of(new JobReport.OperatorReport(
                        "split", JobReport.Role.SOURCE, 1, 0, 20, 0, 0, 0, Optional.empty())),
                Optional.of(new JobReport.Latency(1, 2, 3, 4, 5)),
                0,
                7,
                List.of(new JobReport.Recovered(List.of("split#0"), "split#0 crashed", 0, 0, 1.5, 20, List.of())),
                List.of(),
                List.of("an error\u001b[2J of its own"));
        List<JobStatus.Task> tasks = new ArrayList<>();
        for (String alias : aliases) {
            tasks.add(new JobStatus.Task(alias, 2, "w1", JobStatus.State.RUNNING, 10, 20, Long.MIN_VALUE));
        }
        return new JobStatus(id, report, tasks);
    }

    private void ask(String what) {
        asked.add(what);
        failure.ifPresent(error -> {
            throw error;
        });
    }

    @Override
    public String submit(Submission submission) {
        ask("submit");
        submitted = submission;
        return "words-1";
    }

    @Override
    public ClusterStatus status() {
        return new ClusterStatus(
                List.of(new ClusterStatus.Agent("a1", "127.0.0.1:10000", ClusterStatus.AgentState.CONNECTED, 1)),
                List.of(
                        new ClusterStatus.Worker(
                                "w1",
                                4711,
                                "a1",
                                Optional.of("words-1"),
                                ClusterStatus.WorkerState.RUNNING,
                                1,
                                Optional.of("127.0.0.1:4321")),
                        new ClusterStatus.Worker(
                                "w2",
                                4712,
                                "a1",
                                Optional.empty(),
                                ClusterStatus.WorkerState.STARTING,
                                1,
                                Optional.empty())),
                jobs);
    }

    @Override
    public Optional<JobStatus> job(String id) {
        return jobs.stream().filter(job -> job.id().equals(id)).findFirst();
    }

    @Override
    public void cancel(String job) {
        if (job(job).isEmpty()) {
            throw UnknownNameException.job(job, jobs.stream().map(JobStatus::id).toList());
        }
        ask("cancel " + job);
    }

    @Override
    public String savepoint(String job, String directory) {
        ask("savepoint " + job + " " + directory);
        return directory;
    }

    @Override
    public String rescale(String job, int parallelism) {
        ask("rescale " + job + " " + parallelism);
        return "goes on with " + parallelism;
    }

    @Override
    public void fault(String job, FaultCommand command) {
        ask("fault " + job + " " + command);
    }

    @Override
    public void release(String job, String chain) {
        ask("release " + job + " " + chain);
    }

    @Override
    public void interval(String job, String chain, Duration pause) {
        ask("interval " + job + " " + chain + " " + pause);
    }

    @Override
    public synchronized List<String> logs(String job, Optional<String> worker, int lines) {
        ask("logs " + job + " " + worker + " " + lines);
        if (logs.size() == 1) {
            jobs.clear(); // it has ended
        }
        return logs.size() == 1 ? logs.getFirst() : logs.removeFirst();
    }
}
