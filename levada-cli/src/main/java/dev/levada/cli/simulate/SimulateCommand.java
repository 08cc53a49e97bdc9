package dev.levada.cli.simulate;

import dev.levada.api.recovery.Recovery;
import dev.levada.cli.pipeline.RecoveryLabels;
import dev.levada.cli.terminal.CommandException;
import dev.levada.cli.terminal.ExitCode;
import dev.levada.cli.terminal.JsonFile;
import dev.levada.cli.terminal.StatusLine;
import dev.levada.cli.terminal.Terminal;
import dev.levada.testkit.Simulator;
import dev.levada.testkit.mutant.Mutant;
import dev.levada.testkit.world.Fault;
import dev.levada.testkit.world.Mixture;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** See its description. */
@Command(
        name = "simulate",
        customSynopsis = "levada simulate [OPTIONS]",
        descriptionHeading = "%n",
        description = {
            "Run random jobs in a simulated cluster on virtual time, with crashes, freezes, partitions, lost messages and"
                    + " failing disks, and check after each event that the protocol keeps its promise.",
            "A seed decides everything, so a violation can be seen again: exits with 1 and the line that does it."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  levada simulate --seeds 2000",
            "  levada simulate --protocol checkpoint --seed 4711 --trace",
            "  levada simulate --protocol causal,checkpoint --seeds 2000",
            "  levada simulate --minutes 10 --report simulate.json",
            "  levada simulate --mutants"
        })
public final class SimulateCommand implements Callable<Integer> {
    private static final long MUTANT_SEEDS = 2_000;
    private static final int MUTANT_HUNTS = 3;

    private final Terminal terminal;

    @Option(
            names = "--protocol",
            split = ",",
            paramLabel = "PROTOCOL",
            completionCandidates = RecoveryLabels.class,
            description = {
                "${COMPLETION-CANDIDATES}; causal:2, pessimistic:replicated-2, backtracking:records-3 and so on too. All of them, one after the other, and then"
                        + " mixed, if not given.",
                "Several, separated by commas: each operator draws its own."
            })
    private List<String> protocols = new ArrayList<>();

    @Option(names = "--seeds", paramLabel = "N", description = "How many for each protocol; 1000 if not given.")
    private @Nullable Long seeds;

    @Option(names = "--seed", paramLabel = "S", description = "The first one; without --seeds, the only one.")
    private @Nullable Long seed;

    @Option(names = "--minutes", paramLabel = "M", description = "Stop beginning seeds after so many minutes.")
    private @Nullable Double minutes;

    @Option(names = "--mutants", description = "Plant known bugs, and count the seeds until each is noticed.")
    private boolean mutants;

    @Option(names = "--mutant", paramLabel = "NAME", description = "Plant one bug; --mutants names them.")
    private @Nullable String mutant;

    @Option(
            names = "--only-faults",
            split = ",",
            paramLabel = "KIND",
            description = "Let only these kinds of faults happen, or none.")
    private List<String> onlyFaults = new ArrayList<>();

    @Option(names = "--records", paramLabel = "N", description = "About how many records each job has.")
    private int records;

    @Option(names = "--loops", description = "Draw jobs that have a loop in them; otherwise some have.")
    private boolean loops;

    @Option(names = "--threads", paramLabel = "N", description = "How many seeds run at once; one a core if not given.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--trace", description = "Print every event; for one seed.")
    private boolean trace;

    @Option(names = "--report", paramLabel = "FILE", description = "Write what was found as JSON.")
    private @Nullable Path report;

    public SimulateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (threads < 1 || (seeds != null && seeds < 1) || records < 0) {
            throw CommandException.badInput("--threads and --seeds must be at least 1, --records at least 0");
        }
        Optional<JsonFile> file = Optional.ofNullable(report).map(JsonFile::at);
        if (mutants) {
            return hunt(file).code();
        }
        return (trace ? traced() : simulated(file)).code();
    }

    private ExitCode simulated(Optional<JsonFile> file) throws InterruptedException {
        List<Seeds.Outcome> outcomes = new ArrayList<>();
        StatusLine line = new StatusLine(terminal);
        long endNanos = minutes == null
                ? System.nanoTime() + TimeUnit.DAYS.toNanos(365)
                : System.nanoTime() + (long) (minutes * TimeUnit.MINUTES.toNanos(1));
        for (Mixture each : mixtures()) {
            Simulator.Settings settings = settings(each);
            Seeds.Outcome outcome = Seeds.run(
                    settings,
                    threads,
                    endNanos,
                    run -> line.show("%s: %d of %d seeds".formatted(each.label(), run, settings.seeds())));
            line.show("");
            outcomes.add(outcome);
            terminal.out()
                    .println("%-24s %6d seeds, %d violations; %.0f seeds a minute, %.0f times as fast as real time"
                            .formatted(
                                    outcome.protocol(),
                                    outcome.seeds(),
                                    outcome.violations().size(),
                                    outcome.seedsPerMinute(),
                                    outcome.virtualSeconds() / outcome.seconds()));
            outcome.violations().forEach(this::tell);
        }
        file.ifPresent(json -> json.write(SimulateContent.of(outcomes)));
        boolean clean = outcomes.stream().allMatch(each -> each.violations().isEmpty());
        return clean ? ExitCode.DONE : ExitCode.FAILED;
    }

    private void tell(Simulator.Violation violation) {
        terminal.out().println("  " + violation.message().lines().findFirst().orElse(""));
        terminal.out().println("    again: " + violation.line());
    }

    private ExitCode traced() {
        Simulator.Settings settings = settings(mixtures().get(0));
        Simulator.Result result = Simulator.runSeed(
                settings, settings.firstSeed(), event -> terminal.out().println(event));
        terminal.out().println("trace %016x".formatted(result.traceHash()));
        return result.violation() == null ? ExitCode.DONE : ExitCode.FAILED;
    }

    private ExitCode hunt(Optional<JsonFile> file) throws InterruptedException {
        long first = seed == null ? 1 : seed;
        List<Mutant> planted = mutant == null ? Arrays.asList(Mutant.values()) : List.of(Mutant.parse(mutant));
        List<MutantHunt.Found> found =
                new MutantHunt(first, seeds == null ? MUTANT_SEEDS : seeds, MUTANT_HUNTS).hunt(planted, threads);
        for (MutantHunt.Found each : found) {
            terminal.out()
                    .println("%-28s %-24s %s"
                            .formatted(
                                    each.mutant().label(),
                                    each.mutant().protocols().label(),
                                    each.always()
                                            ? "noticed after %d seeds (median of %d), %d at most"
                                                    .formatted(
                                                            each.median(),
                                                            each.seeds().size(),
                                                            each.most())
                                            : "NOT NOTICED in " + each.seeds()));
        }
        long noticed = found.stream().filter(MutantHunt.Found::always).count();
        terminal.out().println("%d of %d planted bugs noticed".formatted(noticed, found.size()));
        file.ifPresent(json -> json.write(SimulateContent.ofMutants(found)));
        return noticed == found.size() ? ExitCode.DONE : ExitCode.FAILED;
    }

    private List<Mixture> mixtures() {
        if (!protocols.isEmpty()) {
            return List.of(
                    new Mixture(protocols.stream().map(RecoveryLabels::parse).toList()));
        }
        List<Mixture> all = new ArrayList<>();
        for (Recovery each : Recovery.named()) {
            all.add(Mixture.of(each));
        }
        all.add(Mixture.ofAll());
        return all;
    }

    private Simulator.Settings settings(Mixture of) {
        long first = seed == null ? 1 : seed;
        long number = seeds != null ? seeds : seed != null ? 1 : 1_000;
        Simulator.Settings settings =
                Simulator.Settings.of(of).seeds(first, number).records(records);
        if (loops) {
            settings = settings.withLoops();
        }
        if (mutant != null) {
            settings = settings.mutant(Mutant.parse(mutant));
        }
        return onlyFaults.isEmpty() ? settings : settings.onlyFaults(faults());
    }

    private Set<Fault> faults() {
        Set<Fault> faults = EnumSet.noneOf(Fault.class);
        for (String label : onlyFaults) {
            if (!label.equals("none")) {
                faults.add(Fault.parse(label));
            }
        }
        return faults;
    }
}
