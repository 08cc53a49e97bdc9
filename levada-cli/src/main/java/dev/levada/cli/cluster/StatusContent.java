package dev.levada.cli.cluster;

import dev.levada.cli.run.ReportContent;
import dev.levada.node.cluster.ClusterStatus;
import dev.levada.node.cluster.JobStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A cluster as scripts read it. The names of its fields are a contract. */
final class StatusContent {

    private StatusContent() {}

    static Map<String, Object> of(ClusterStatus status) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("agents", status.agents().stream().map(StatusContent::agent).toList());
        content.put(
                "workers", status.workers().stream().map(StatusContent::worker).toList());
        content.put("jobs", status.jobs().stream().map(StatusContent::job).toList());
        content.put(
                "tasks",
                status.jobs().stream()
                        .flatMap(job -> job.tasks().stream().map(task -> task(job, task, status.workers())))
                        .toList());
        return content;
    }

    private static Map<String, Object> agent(ClusterStatus.Agent agent) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("name", agent.name());
        content.put("address", agent.address());
        content.put("state", agent.state().name());
        content.put("workers", agent.workers());
        return content;
    }

    private static Map<String, @Nullable Object> worker(ClusterStatus.Worker worker) {
        Map<String, @Nullable Object> content = new LinkedHashMap<>();
        content.put("id", worker.id());
        content.put("pid", worker.pid());
        content.put("agent", worker.agent());
        content.put("job", worker.job().orElse(null));
        content.put("state", worker.state().name());
        content.put("incarnation", worker.incarnation());
        content.put("address", worker.address().orElse(null));
        return content;
    }

    private static Map<String, Object> job(JobStatus job) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("id", job.id());
        content.putAll(ReportContent.of(job.report()));
        return content;
    }

    private static Map<String, @Nullable Object> task(
            JobStatus job, JobStatus.Task task, List<ClusterStatus.Worker> workers) {
        Map<String, @Nullable Object> content = new LinkedHashMap<>();
        content.put("job", job.id());
        content.put("alias", task.alias());
        content.put("incarnation", task.incarnation());
        content.put("worker", task.worker());
        content.put(
                "pid",
                workers.stream()
                        .filter(worker -> worker.id().equals(task.worker()))
                        .map(ClusterStatus.Worker::pid)
                        .findFirst()
                        .orElse(null));
        content.put("state", task.state().name());
        content.put("in", task.in());
        content.put("out", task.out());
        boolean known = task.watermark() != Long.MIN_VALUE && task.watermark() != Long.MAX_VALUE;
        content.put("watermark", known ? task.watermark() : null);
        content.put("watermarkLagMillis", known ? System.currentTimeMillis() - task.watermark() : null);
        return content;
    }
}
