package dev.levada.cli.shell;

import dev.levada.cli.terminal.CommandException;
import dev.levada.cli.terminal.ExitCode;
import dev.levada.dadstorm.language.Command;
import dev.levada.dadstorm.language.DadstormParser;
import dev.levada.dadstorm.language.Reading;
import dev.levada.node.cluster.JobStatus;
import dev.levada.node.text.Printable;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Commands a job of a cluster, which goes on when the shell is left. Commands are carried out in their order by a
 * thread of its own, so that nobody who types waits for the cluster; only Wait waits.
 */
final class ClusterJob implements PuppetMaster, AutoCloseable {
    private static final long LOOK_UP_MILLIS = 1_000;
    private static final int MOST_WAITING = 1_000;
    private static final long CLOSING_SECONDS = 60;

    private final ClusterPuppets puppets;
    private final Consumer<String> printer;
    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1, task -> {
        Thread made = new Thread(task, "levada-shell");
        made.setDaemon(true);
        return made;
    });
    private volatile JobStatus latest;

    /**
     * @param printer told what there is to see; any thread
     * @throws CommandException if there is no cluster
     */
    ClusterJob(ClusterPuppets puppets, Consumer<String> printer) {
        this.puppets = puppets;
        this.printer = printer;
        this.latest = puppets.status();
        var unused = thread.scheduleWithFixedDelay(this::look, LOOK_UP_MILLIS, LOOK_UP_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Who is silent for a moment is still there: what is wrong is told to the next command. */
    private void look() {
        try {
            JobStatus now = puppets.status();
            boolean ends = isOver(now) && !isOver(latest);
            latest = now;
            if (ends) {
                printer.accept("job %s has ended: %s"
                        .formatted(puppets.job(), now.report().state()));
            }
        } catch (RuntimeException e) {
            return;
        }
    }

    private static boolean isOver(JobStatus job) {
        return job.report().state().isFinal();
    }

    @Override
    public Vocabulary vocabulary() {
        return Vocabulary.OF_CLUSTER;
    }

    @Override
    public Replicas replicas() {
        return Replicas.of(latest);
    }

    @Override
    public void begin() {
        // The job has begun long since.
    }

    @Override
    public String greeting() {
        return "'help' lists the commands to job %s, which goes on after 'exit'".formatted(puppets.job());
    }

    @Override
    public String prompt() {
        return puppets.job() + "> ";
    }

    @Override
    public Optional<ExitCode> obey(String word, String line) {
        if (word.equals("exit") || word.equals("quit")) {
            return Optional.of(end());
        }
        Reading<Command> reading =
                DadstormParser.parseCommand("console", line, replicas().counts());
        reading.problems().forEach(problem -> printer.accept(problem.toString()));
        reading.result().ifPresent(this::issue);
        return Optional.empty();
    }

    @Override
    public ExitCode end() {
        return ExitCode.DONE;
    }

    private void issue(Command command) {
        if (command instanceof Command.Wait) {
            carryOut(command);
        } else if (thread.getQueue().size() < MOST_WAITING) {
            thread.execute(() -> carryOut(command));
        } else {
            printer.accept("'%s' is left out: %d commands wait for the cluster already; give it a moment"
                    .formatted(command.script(), MOST_WAITING));
        }
    }

    private void carryOut(Command command) {
        printer.accept(command.script());
        try {
            command.deliverTo(puppets).forEach(printer);
        } catch (RuntimeException e) { // whatever it is, the next command may do better
            printer.accept(Printable.line("%s: %s".formatted(command.script(), e.getMessage())));
        }
    }

    /** Waits until the commands that were given are carried out. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS)) {
                printer.accept("the cluster did not take the last commands within %d s".formatted(CLOSING_SECONDS));
            }
        } catch (InterruptedException e) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
