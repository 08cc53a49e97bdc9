package dev.levada.dadstorm;

import dev.levada.dadstorm.language.Command;
import dev.levada.dadstorm.language.Configuration;
import dev.levada.dadstorm.language.DadstormParser;
import dev.levada.dadstorm.language.OperatorDefinition;
import dev.levada.dadstorm.language.Problem;
import dev.levada.dadstorm.language.Reading;
import dev.levada.dadstorm.language.Target;
import dev.levada.dadstorm.log.RunLog;
import dev.levada.node.job.Job;
import dev.levada.node.job.JobFailedException;
import dev.levada.node.job.JobReport;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The puppet master of one run: carries out the script, and commands that are typed, and sees the run to its end.
 *
 * <p>Confined to one thread. Commands do not wait for their effect, except Wait, which waits and has no other.
 */
public final class Console {
    private final Puppets puppets;
    private final Configuration configuration;
    private final Deque<Command> script;
    private final DadstormOptions options;
    private final RunLog log;

    Console(Puppets puppets, Configuration configuration, List<Command> script, DadstormOptions options, RunLog log) {
        this.puppets = puppets;
        this.configuration = configuration;
        this.script = new ArrayDeque<>(script);
        this.options = options;
        this.log = log;
    }

    public Job job() {
        return puppets.job();
    }

    /** The commands of the script that have not been carried out. */
    public List<Command> remaining() {
        return List.copyOf(script);
    }

    /** Carries out the next command of the script; false if none is left. */
    public boolean step() {
        Command next = script.poll();
        if (next == null) {
            return false;
        }
        issue(next);
        return true;
    }

    /** Carries out what is left of the script. */
    public void runScript() {
        while (step()) {
            // step does it all
        }
    }

    /**
     * Carries out a command as typed at a prompt.
     *
     * @return what is wrong with it, in which case nothing happened; empty also for a blank line or a comment
     */
    public List<Problem> execute(String line) {
        Reading<Command> reading = DadstormParser.parseCommand("console", line, configuration);
        reading.result().ifPresent(this::issue);
        return reading.problems();
    }

    /**
     * Sees the run to its end, the script being done: thaws what is still frozen, starts what was not started if the
     * options say so, and waits until everything has drained.
     *
     * @return the report, the two stages of a UNIQ or COUNT in it as one operator
     * @throws DadstormException if an operator was never started; the job is then cancelled
     * @throws JobFailedException if the job failed
     */
    public JobReport finish() {
        if (!job().state().isFinal()) {
            thaw();
            if (options.startAll()) {
                startTheRest();
            } else {
                refuseUnstarted();
            }
        }
        try {
            return OperatorReports.merged(job().join(), configuration);
        } catch (JobFailedException e) {
            log.note(String.valueOf(e.getMessage()));
            throw e;
        }
    }

    private void issue(Command command) {
        if (!options.faults() && command.isFault()) {
            log.note("skipped, as faults are off: " + command.script());
            return;
        }
        log.line(command.script());
        command.deliverTo(puppets).forEach(log::line);
    }

    private void thaw() {
        for (Target target : puppets.frozen()) {
            log.note("thawing %s, which the script left frozen".formatted(target));
            puppets.thaw(target);
        }
    }

    private void startTheRest() {
        for (OperatorDefinition operator : puppets.unstarted()) {
            log.note("starting %s, which no command started".formatted(operator.id()));
            puppets.start(operator.id());
        }
    }

    private void refuseUnstarted() {
        List<Problem> problems = puppets.unstarted().stream()
                .map(operator -> new Problem(
                        operator.position(),
                        Problem.Severity.ERROR,
                        "operator %s was never started, so the job cannot end".formatted(operator.id()),
                        "add the command Start %s, or run with --start-all".formatted(operator.id())))
                .toList();
        if (!problems.isEmpty()) {
            problems.forEach(problem -> log.note(problem.toString()));
            job().cancel();
            job().join();
            throw new DadstormException(problems);
        }
    }
}
