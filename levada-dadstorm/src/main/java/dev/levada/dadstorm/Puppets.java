package dev.levada.dadstorm;

import dev.levada.core.plan.TaskId;
import dev.levada.dadstorm.language.Command;
import dev.levada.dadstorm.language.Configuration;
import dev.levada.dadstorm.language.OperatorDefinition;
import dev.levada.dadstorm.language.Target;
import dev.levada.dadstorm.operator.Emissions;
import dev.levada.node.job.Job;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The replicas of a running job, on the strings of its commands. Each command returns the lines that it has to tell.
 *
 * <p>Confined to one thread. Commands to the job return at once; only Wait waits.
 */
final class Puppets implements Command.Handler<List<String>> {
    private static final long LOOK_UP_MILLIS = 20;

    private final Job job;
    private final Configuration configuration;
    private final Map<String, Emissions> emissions;
    private final DadstormOptions options;
    private final Set<String> started = new LinkedHashSet<>();
    private final Set<Target> frozen = new LinkedHashSet<>();
    private final Set<Target> crashed = new LinkedHashSet<>();

    Puppets(Job job, Configuration configuration, Map<String, Emissions> emissions, DadstormOptions options) {
        this.job = job;
        this.configuration = configuration;
        this.emissions = emissions;
        this.options = options;
    }

    Job job() {
        return job;
    }

    /** Those that no Unfreeze has thawed, in the order in which they froze. */
    List<Target> frozen() {
        return List.copyOf(frozen);
    }

    /** Those that no Start has started, in the order of the configuration. */
    List<OperatorDefinition> unstarted() {
        return configuration.operators().stream()
                .filter(operator -> !started.contains(operator.id()))
                .toList();
    }

    void start(String operator) {
        started.add(operator);
        job.release(operator);
    }

    void thaw(Target target) {
        frozen.remove(target);
        job.unfreeze(task(target));
    }

    @Override
    public List<String> onStart(Command.Start command) {
        start(command.operator());
        return List.of();
    }

    @Override
    public List<String> onInterval(Command.Interval command) {
        job.interval(command.operator(), options.scaled(command.pause()));
        return List.of();
    }

    @Override
    public List<String> onCrash(Command.Crash command) {
        frozen.remove(command.target()); // what comes back is not
        crashed.add(command.target());
        job.crash(task(command.target()));
        return List.of();
    }

    @Override
    public List<String> onFreeze(Command.Freeze command) {
        frozen.add(command.target());
        job.freeze(task(command.target()));
        return List.of();
    }

    @Override
    public List<String> onUnfreeze(Command.Unfreeze command) {
        thaw(command.target());
        return List.of();
    }

    /** Ends early if the job ends, or the thread is interrupted, which it then still is. */
    @Override
    public List<String> onWait(Command.Wait command) {
        long endNanos = System.nanoTime() + options.scaled(command.pause()).toNanos();
        long leftNanos = endNanos - System.nanoTime();
        while (leftNanos > 0 && !job.state().isFinal()) {
            try {
                TimeUnit.NANOSECONDS.sleep(Math.min(leftNanos, TimeUnit.MILLISECONDS.toNanos(LOOK_UP_MILLIS)));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
            leftNanos = endNanos - System.nanoTime();
        }
        return List.of();
    }

    @Override
    public List<String> onStatus(Command.Status command) {
        return job.tasks().stream()
                .filter(status -> isAsked(command, status.task()))
                .map(this::line)
                .toList();
    }

    private boolean isAsked(Command.Status command, TaskId task) {
        return emissions.containsKey(task.chain())
                && command.operator().map(task.chain()::equals).orElse(true)
                && (command.replica().isEmpty() || command.replica().getAsInt() == task.index());
    }

    private String line(Job.TaskStatus status) {
        TaskId task = status.task();
        OperatorDefinition operator = configuration.operator(task.chain()).orElseThrow();
        Emissions emitted = emissions.get(task.chain());
        return "status %s, %s, %s, %d in, %d out"
                .formatted(
                        operator.addresses().get(task.index()).url(),
                        new Target(task.chain(), task.index()),
                        condition(status),
                        status.recordsIn(),
                        // Counted here if the replica runs in this process.
                        Math.max(status.recordsOut(), emitted == null ? 0 : emitted.count(task.index())));
    }

    /** A command takes a moment to arrive; a replica that was told to freeze, or was not started, is shown as such. */
    private String condition(Job.TaskStatus status) {
        Target target = new Target(status.task().chain(), status.task().index());
        return switch (status.condition()) {
            // For a moment also others: where all go back, all are replaced.
            case LOST -> comesBack(target) ? "restarting" : "crashed";
            case FINISHED -> "finished";
            case RUNNING, FROZEN -> {
                if (frozen.contains(target)) {
                    yield "frozen";
                }
                yield started.contains(target.operator()) ? "running" : "not started";
            }
        };
    }

    private boolean comesBack(Target target) {
        return options.restart() && !crashed.contains(target) && !job.state().isFinal();
    }

    private static TaskId task(Target target) {
        return new TaskId(target.operator(), target.replica());
    }
}
