package dev.levada.cli.run;

import dev.levada.node.job.JobReport;
import java.util.LinkedHashMap;
import java.util.Map;

/** A recovery as scripts read it, and as it is drawn. A moment that has not come is left out. */
public final class RecoveryContent {

    private RecoveryContent() {}

    /** @param protocol the name of the one that it was done by */
    public static Map<String, Object> of(String protocol, JobReport.Recovered recovered) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("protocol", protocol);
        content.put("failed", recovered.failed());
        content.put("cause", recovered.cause());
        content.put("rolledBack", recovered.rolledBack());
        content.put("detected", recovered.detected());
        putMoment(content, "fenced", recovered.fenced());
        content.put("online", recovered.online());
        long toReplay = recovered.tasks().stream()
                .mapToLong(JobReport.Returned::toReplay)
                .sum();
        if (toReplay > 0) {
            long elements = recovered.tasks().stream()
                    .mapToLong(JobReport.Returned::replayed)
                    .sum();
            content.put("replayed", replayed(elements, toReplay));
        }
        putMoment(content, "caughtUp", recovered.caughtUp());
        content.put(
                "tasks",
                recovered.tasks().stream().map(RecoveryContent::returned).toList());
        return content;
    }

    private static Map<String, Object> returned(JobReport.Returned task) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("task", task.task());
        content.put("attempt", task.attempt());
        if (!task.cause().isEmpty()) {
            content.put("cause", task.cause());
            content.put("from", task.from());
        }
        content.put("worker", task.to());
        putMoment(content, "restored", task.restored());
        if (task.toReplay() > 0) {
            Map<String, Object> replayed = replayed(task.replayed(), task.toReplay());
            putMoment(replayed, "at", task.replayedAt());
            content.put("replayed", replayed);
        }
        putMoment(content, "online", task.online());
        putMoment(content, "caughtUp", task.caughtUp());
        return content;
    }

    private static Map<String, Object> replayed(long elements, long of) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("elements", elements);
        content.put("of", of);
        return content;
    }

    private static void putMoment(Map<String, Object> content, String name, double millis) {
        if (millis > 0) {
            content.put(name, millis);
        }
    }
}
