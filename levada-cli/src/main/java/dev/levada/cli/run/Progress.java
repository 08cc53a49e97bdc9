package dev.levada.cli.run;

import dev.levada.cli.terminal.StatusLine;
import dev.levada.node.job.Job;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Shows how a job is getting on until it is closed. */
final class Progress {
    private static final int EVERY_MILLIS = 500;

    private final Job job;
    private final StatusLine line;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "levada-progress");
        thread.setDaemon(true);
        return thread;
    });

    private Progress(Job job, StatusLine line) {
        this.job = job;
        this.line = line;
    }

    static Progress start(Job job, StatusLine line) {
        Progress progress = new Progress(job, line);
        var unused =
                progress.clock.scheduleAtFixedRate(progress::draw, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
        return progress;
    }

    private void draw() {
        if (!job.state().isFinal()) {
            line.show(job.plan().job() + ": " + Summary.of(job.report()) + troubled("frozen", Job.Condition.FROZEN)
                    + troubled("lost", Job.Condition.LOST));
        }
    }

    private String troubled(String word, Job.Condition condition) {
        List<Job.TaskStatus> tasks = job.tasks().stream()
                .filter(task -> task.condition() == condition)
                .toList();
        return tasks.isEmpty()
                ? ""
                : tasks.stream()
                        .map(task -> task.task().toString())
                        .collect(Collectors.joining(" ", ", " + word + " ", ""));
    }

    void close() {
        clock.shutdownNow();
        line.show("");
    }
}
