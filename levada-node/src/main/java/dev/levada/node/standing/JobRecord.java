package dev.levada.node.standing;

import dev.levada.core.plan.TaskId;
import dev.levada.node.log.AtHand;
import dev.levada.node.log.LogKey;
import dev.levada.node.master.JobListener;
import dev.levada.node.metrics.JobMetrics;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What happens to a job of a coordinator, for its log and its metrics. Any thread. */
record JobRecord(String job, JobMetrics metrics) implements JobListener {
    private static Logger log() {
        return LoggerFactory.getLogger(JobRecord.class);
    }

    private void line(LogKey key, String value, Runnable line) {
        AtHand.during(() -> Map.of(LogKey.JOB, job, key, value), line);
    }

    @Override
    public void epochCompleted(long epoch, Duration duration) {
        metrics.epochCompleted(duration);
        line(LogKey.EPOCH, String.valueOf(epoch), () -> log().debug("complete after {} ms", duration.toMillis()));
    }

    @Override
    public void epochAbandoned() {
        metrics.epochAborted();
        LogKey.JOB.during(job, () -> log().warn("an epoch was given up"));
    }

    @Override
    public void failed(TaskId task) {
        line(LogKey.TASK, task.toString(), () -> log().warn("the task has failed, and is brought back"));
    }

    @Override
    public void differed() {
        metrics.differed();
    }

    @Override
    public void recovered() {
        metrics.recovered();
        LogKey.JOB.during(job, () -> log().info("all tasks run again"));
    }

    @Override
    public void warned(String problem) {
        LogKey.JOB.during(job, () -> log().warn(problem));
    }
}
