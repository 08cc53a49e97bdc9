package dev.levada.console;

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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A cluster with one job that remembers what it was asked. */
final class FakeCluster implements Cluster {
    final List<String> asked = new CopyOnWriteArrayList<>();
    volatile Optional<RuntimeException> failure = Optional.empty();

    private static final JobReport REPORT = new JobReport(
            "words",
            Guarantee.EXACTLY_ONCE,
            "checkpoint",
            JobState.RUNNING,
            1.5,
            List.of(),
            Optional.empty(),
            0,
            7,
            List.of(),
            List.of(),
            List.of());
    private static final JobStatus JOB = new JobStatus(
            "words-1",
            REPORT,
            List.of(new JobStatus.Task("split#0", 2, "w1", JobStatus.State.RUNNING, 10, 20, Long.MIN_VALUE)));

    private String ask(String what) {
        asked.add(what);
        failure.ifPresent(error -> {
            throw error;
        });
        return what;
    }

    private void known(String job) {
        if (!job.equals(JOB.id())) {
            throw UnknownNameException.job(job, List.of(JOB.id()));
        }
    }

    @Override
    public String submit(Submission submission) {
        ask("submit " + submission);
        return "words-2";
    }

    @Override
    public ClusterStatus status() {
        ask("status");
        return new ClusterStatus(
                List.of(new ClusterStatus.Agent("a1", "127.0.0.1:10000", ClusterStatus.AgentState.CONNECTED, 1)),
                List.of(new ClusterStatus.Worker(
                        "w1",
                        4711,
                        "a1",
                        Optional.of("words-1"),
                        ClusterStatus.WorkerState.RUNNING,
                        1,
                        Optional.empty())),
                List.of(JOB));
    }

    @Override
    public Optional<JobStatus> job(String id) {
        ask("job " + id);
        return Optional.of(JOB).filter(job -> job.id().equals(id));
    }

    @Override
    public void cancel(String job) {
        ask("cancel " + job);
        known(job);
    }

    @Override
    public String savepoint(String job, String directory) {
        return ask("savepoint " + job + " " + directory);
    }

    @Override
    public String rescale(String job, int parallelism) {
        return ask("rescale " + job + " " + parallelism);
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
    public List<String> logs(String job, Optional<String> worker, int lines) {
        ask("logs " + job + " " + worker + " " + lines);
        return List.of("one", "two\u001b[31m");
    }
}
