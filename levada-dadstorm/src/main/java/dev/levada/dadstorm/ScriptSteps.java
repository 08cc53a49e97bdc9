package dev.levada.dadstorm;

import dev.levada.core.plan.TaskId;
import dev.levada.dadstorm.language.Command;
import dev.levada.dadstorm.language.Configuration;
import dev.levada.dadstorm.language.OperatorDefinition;
import dev.levada.dadstorm.language.Target;
import dev.levada.node.standing.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A script as steps that can be carried out without the configuration, where others command the job, too: what it
 * leaves frozen, or does not start, stays so until one of them says otherwise.
 */
final class ScriptSteps implements Command.Handler<Step.Deed> {
    private final Configuration configuration;
    private final DadstormOptions options;
    private final List<Step> steps = new ArrayList<>();
    private final Set<String> started = new LinkedHashSet<>();
    private final Set<Target> frozen = new LinkedHashSet<>();

    private ScriptSteps(Configuration configuration, DadstormOptions options) {
        this.configuration = configuration;
        this.options = options;
    }

    static List<Step> of(Configuration configuration, List<Command> script, DadstormOptions options) {
        ScriptSteps all = new ScriptSteps(configuration, options);
        script.forEach(all::add);
        all.addEnd();
        return all.steps;
    }

    private void add(Command command) {
        if (!options.faults() && command.isFault()) {
            note("skipped, as faults are off: " + command.script());
        } else {
            steps.add(new Step(command.script(), Optional.of(command.deliverTo(this))));
        }
    }

    private void addEnd() {
        for (OperatorDefinition operator : configuration.operators()) {
            if (started.contains(operator.id())) {
                continue;
            }
            if (options.startAll()) {
                steps.add(new Step(
                        "% starting " + operator.id() + ", which no command started",
                        Optional.of(new Step.Deed.Release(operator.id()))));
            } else {
                note("%s waits for a Start".formatted(operator.id()));
            }
        }
        frozen.forEach(target -> note("%s waits for an Unfreeze".formatted(target)));
    }

    private void note(String text) {
        steps.add(Step.note("% " + text));
    }

    @Override
    public Step.Deed onStart(Command.Start command) {
        started.add(command.operator());
        return new Step.Deed.Release(command.operator());
    }

    @Override
    public Step.Deed onInterval(Command.Interval command) {
        return new Step.Deed.Interval(command.operator(), scaledNanos(command.pause()));
    }

    @Override
    public Step.Deed onStatus(Command.Status command) {
        List<Step.Named> asked = new ArrayList<>();
        for (OperatorDefinition operator : configuration.operators()) {
            for (int replica = 0; replica < operator.replicas(); replica++) {
                if (command.operator().map(operator.id()::equals).orElse(true)
                        && (command.replica().isEmpty() || command.replica().getAsInt() == replica)) {
                    Target target = new Target(operator.id(), replica);
                    asked.add(new Step.Named(
                            task(target), operator.addresses().get(replica).url() + ", " + target));
                }
            }
        }
        return new Step.Deed.Tell(asked);
    }

    @Override
    public Step.Deed onCrash(Command.Crash command) {
        frozen.remove(command.target()); // what comes back is not
        return new Step.Deed.Crash(task(command.target()));
    }

    @Override
    public Step.Deed onFreeze(Command.Freeze command) {
        frozen.add(command.target());
        return new Step.Deed.Freeze(task(command.target()), true);
    }

    @Override
    public Step.Deed onUnfreeze(Command.Unfreeze command) {
        frozen.remove(command.target());
        return new Step.Deed.Freeze(task(command.target()), false);
    }

    @Override
    public Step.Deed onWait(Command.Wait command) {
        return new Step.Deed.Pause(scaledNanos(command.pause()));
    }

    private long scaledNanos(Duration pause) {
        return options.scaled(pause).toNanos();
    }

    private static TaskId task(Target target) {
        return new TaskId(target.operator(), target.replica());
    }
}
