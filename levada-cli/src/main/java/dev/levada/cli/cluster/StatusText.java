package dev.levada.cli.cluster;

import dev.levada.cli.terminal.Table;
import dev.levada.node.cluster.ClusterStatus;
import dev.levada.node.cluster.JobStatus;
import dev.levada.node.job.JobReport;
import dev.levada.node.text.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A cluster for people to read. */
final class StatusText {

    private StatusText() {}

    static List<String> of(ClusterStatus status) {
        List<String> lines = new ArrayList<>();
        add(lines, agents(status.agents()));
        add(lines, workers(status.workers()));
        add(lines, jobs(status.jobs()));
        add(lines, tasks(status.jobs()));
        status.jobs().forEach(job -> troubles(lines, job));
        if (lines.isEmpty()) {
            lines.add("nothing runs here: no agents, no workers, no jobs");
        }
        return lines;
    }

    private static void add(List<String> lines, Table table) {
        List<String> more = table.lines();
        if (!more.isEmpty() && !lines.isEmpty()) {
            lines.add("");
        }
        lines.addAll(more);
    }

    private static Table agents(List<ClusterStatus.Agent> agents) {
        Table table = new Table("AGENT", "ADDRESS", "STATE", "WORKERS");
        agents.forEach(each -> table.row(each.name(), each.address(), word(each.state()), each.workers()));
        return table;
    }

    private static Table workers(List<ClusterStatus.Worker> workers) {
        Table table = new Table("WORKER", "PID", "AGENT", "STATE", "INCARNATION", "JOB");
        workers.forEach(each -> table.row(
                each.id(),
                each.pid(),
                each.agent(),
                word(each.state()),
                each.incarnation(),
                each.job().orElse("-")));
        return table;
    }

    private static Table jobs(List<JobStatus> jobs) {
        Table table = new Table("JOB", "STATE", "GUARANTEE", "RECOVERY", "EPOCHS", "RECOVERIES", "SECONDS");
        for (JobStatus job : jobs) {
            JobReport report = job.report();
            table.row(
                    job.id(),
                    word(report.state()),
                    report.guarantee().label(),
                    report.recovery(),
                    report.epochs(),
                    report.recoveries().size(),
                    "%.0f".formatted(report.seconds()));
        }
        return table;
    }

    private static Table tasks(List<JobStatus> jobs) {
        Table table = new Table("TASK", "INCARNATION", "WORKER", "STATE", "IN", "OUT", "JOB");
        for (JobStatus job : jobs) {
            job.tasks()
                    .forEach(task -> table.row(
                            task.alias(),
                            task.incarnation(),
                            task.worker().isEmpty() ? "-" : task.worker(),
                            word(task.state()),
                            task.in(),
                            task.out(),
                            job.id()));
        }
        return table;
    }

    private static void troubles(List<String> lines, JobStatus job) {
        job.report().warnings().forEach(text -> lines.add(Printable.line(job.id() + ": warning: " + text)));
        job.report().errors().forEach(text -> lines.add(Printable.line(job.id() + ": error: " + text)));
    }

    private static String word(Enum<?> state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
