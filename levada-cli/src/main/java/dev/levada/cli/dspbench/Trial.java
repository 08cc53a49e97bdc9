package dev.levada.cli.dspbench;

import static java.util.Objects.requireNonNull;

import dev.levada.cli.run.RunCommand;
import dev.levada.cli.terminal.CommandException;
import dev.levada.cli.terminal.ExitCode;
import dev.levada.cli.terminal.Terminal;
import dev.levada.dspbench.Application;
import dev.levada.dspbench.Line;
import dev.levada.dspbench.Outcome;
import dev.levada.dspbench.Verdict;
import dev.levada.node.job.Job;
import dev.levada.node.job.JobReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import picocli.CommandLine;

/**
 * One run of an application.
 *
 * @param seed what is drawn from
 * @param options of {@code levada run}, without its output
 * @param fault what happens to it at half of its input
 */
record Trial(Application application, long seed, List<String> options, Optional<FaultAtHalf> fault) {
    /** How long a job takes at the least in which something fails, so that it fails in the middle. */
    private static final int FAULTY_SECONDS = 6;

    /** The rate at which each source makes its records, for a fault to come in the middle. */
    static long rateForFault(long records) {
        return Math.max(1, records / FAULTY_SECONDS);
    }

    /**
     * What came of it.
     *
     * @param report of the job
     */
    record Tried(Verdict verdict, JobReport report) {}

    /**
     * Runs it, and judges its output.
     *
     * @param output a file for it
     * @param feeds what it reads
     * @return none if it was interrupted
     * @throws dev.levada.node.job.JobFailedException if the job failed
     */
    Optional<Tried> run(Terminal terminal, Path output, List<Iterable<Line>> feeds) {
        List<String> words = new ArrayList<>(List.of(application.name(), "--output", output.toString()));
        words.addAll(options);
        RunCommand run = new RunCommand(terminal);
        AtomicReference<Job> started = new AtomicReference<>();
        run.onStart(job -> {
            started.set(job);
            fault.ifPresent(each -> each.watch(job));
        });
        parse(run, words);
        int code;
        try {
            code = run.call();
        } finally {
            fault.ifPresent(FaultAtHalf::close);
        }
        if (code == ExitCode.INTERRUPTED.code()) {
            return Optional.empty();
        }
        List<String> expected = new ArrayList<>();
        application.oracle(feeds, seed, expected::add);
        return Optional.of(new Tried(
                Verdict.of(read(output), expected),
                requireNonNull(started.get(), "a run that was not interrupted has started a job")
                        .report()));
    }

    private static void parse(RunCommand run, List<String> words) {
        try {
            new CommandLine(run).parseArgs(words.toArray(String[]::new));
        } catch (CommandLine.ParameterException e) {
            throw CommandException.badInput(e.getMessage() + "; 'levada run --help' lists the options", e);
        }
    }

    private Outcome read(Path output) {
        Outcome outcome = application.outcome();
        try (Stream<String> lines = Files.lines(output)) {
            lines.forEach(outcome::add);
        } catch (IOException e) {
            throw CommandException.failed("output '%s' cannot be read: %s".formatted(output, e), e);
        }
        return outcome;
    }
}
