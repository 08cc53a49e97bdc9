package dev.levada.cli.shell;

import dev.levada.core.plan.TaskId;
import dev.levada.dadstorm.language.Command;
import dev.levada.dadstorm.language.Target;
import dev.levada.node.cluster.Cluster;
import dev.levada.node.cluster.FaultCommand;
import dev.levada.node.cluster.JobStatus;
import dev.levada.node.cluster.UnknownNameException;
import dev.levada.node.text.Printable;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** The replicas of a job of a cluster, on the strings of its commands. Each returns the lines that it has to tell. */
record ClusterPuppets(Cluster cluster, String job) implements Command.Handler<List<String>> {

    /** The job as it is now. */
    JobStatus status() {
        return cluster.job(job).orElseThrow(() -> UnknownNameException.job(job, List.of()));
    }

    @Override
    public List<String> onStart(Command.Start command) {
        cluster.release(job, command.operator());
        return List.of();
    }

    @Override
    public List<String> onInterval(Command.Interval command) {
        cluster.interval(job, command.operator(), command.pause());
        return List.of();
    }

    @Override
    public List<String> onCrash(Command.Crash command) {
        return harm(new FaultCommand.Crash(task(command.target())));
    }

    @Override
    public List<String> onFreeze(Command.Freeze command) {
        return harm(new FaultCommand.Freeze(task(command.target())));
    }

    @Override
    public List<String> onUnfreeze(Command.Unfreeze command) {
        return harm(new FaultCommand.Unfreeze(task(command.target())));
    }

    /** Ends early if the thread is interrupted, which it then still is. */
    @Override
    public List<String> onWait(Command.Wait command) {
        try {
            TimeUnit.MILLISECONDS.sleep(command.pause().toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return List.of();
    }

    @Override
    public List<String> onStatus(Command.Status command) {
        JobStatus now = status();
        Replicas replicas = Replicas.of(now);
        return now.tasks().stream()
                .filter(task -> isAsked(command, TaskId.parse(task.alias()), replicas))
                .map(ClusterPuppets::line)
                .toList();
    }

    private static boolean isAsked(Command.Status command, TaskId task, Replicas replicas) {
        return replicas.counts().containsKey(task.chain())
                && command.operator().map(task.chain()::equals).orElse(true)
                && (command.replica().isEmpty() || command.replica().getAsInt() == task.index());
    }

    private static String line(JobStatus.Task task) {
        TaskId id = TaskId.parse(task.alias());
        return Printable.line("status %s, %s, %s, %d in, %d out"
                .formatted(
                        task.worker().isEmpty() ? "nowhere" : task.worker(),
                        new Target(id.chain(), id.index()),
                        task.state().name().toLowerCase(Locale.ROOT),
                        task.in(),
                        task.out()));
    }

    private List<String> harm(FaultCommand fault) {
        cluster.fault(job, fault);
        return List.of();
    }

    private static TaskId task(Target target) {
        return new TaskId(target.operator(), target.replica());
    }
}
