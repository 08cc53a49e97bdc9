package dev.levada.cli.faults;

import dev.levada.api.recovery.Cuts;
import dev.levada.api.recovery.Recovery;
import dev.levada.cli.picture.RoundsPicture;
import dev.levada.cli.pipeline.CutLabels;
import dev.levada.cli.pipeline.RecoveryLabels;
import dev.levada.cli.pipeline.SparesOptions;
import dev.levada.cli.terminal.CommandException;
import dev.levada.cli.terminal.ExitCode;
import dev.levada.cli.terminal.JsonFile;
import dev.levada.cli.terminal.StatusLine;
import dev.levada.cli.terminal.Terminal;
import dev.levada.cli.terminal.ThisCommand;
import dev.levada.faults.Fault;
import dev.levada.faults.FaultHarness;
import dev.levada.faults.FaultSettings;
import dev.levada.faults.RoundResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** See its description. */
@Command(
        name = "faults",
        customSynopsis = "levada faults [OPTIONS]",
        descriptionHeading = "%n",
        description = {
            "Run jobs in real processes, kill and freeze these, cut their network, fill their disk, and check what the"
                    + " jobs have written: nothing lost, doubled or altered beyond what the protocol allows, and an end.",
            "A seed decides what is done, and at which point of the job; exits with 1 and the line that does it again if"
                    + " something was wrong. Faults that this machine does not allow are left out, which is said."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  levada faults --minutes 5",
            "  levada faults --faults kill-worker,kill-coordinator --rounds 10 --timeline faults.svg",
            "  levada faults --faults freeze-long --records 100000 --strikes 15 --rounds 4",
            "  levada faults --protocol at-least-once --seed 4711 --keep rounds/"
        })
public final class FaultsCommand implements Callable<Integer> {
    private static final int DEFAULT_ROUNDS = 10;

    private final Terminal terminal;

    @Option(names = "--minutes", paramLabel = "M", description = "Begin no further round after so many minutes.")
    private @Nullable Double minutes;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "How many jobs; as many as there is time for with --minutes, else 10, or 1 with --seed.")
    private @Nullable Integer rounds;

    @Option(
            names = "--protocol",
            paramLabel = "PROTOCOL",
            completionCandidates = RecoveryLabels.class,
            description =
                    "${COMPLETION-CANDIDATES}; causal:2, pessimistic:replicated-2, backtracking:records-1000 and so on too. checkpoint if not given.")
    private String protocol = Recovery.checkpoint().label();

    @Option(
            names = "--recover",
            split = ",",
            paramLabel = "OPERATOR=PROTOCOL",
            description = "How single operators of the jobs recover otherwise: payments, seen, book, booked.")
    private List<String> chosen = new ArrayList<>();

    @Option(
            names = "--border",
            split = ",",
            paramLabel = "OPERATOR=BORDER",
            description = "What holds where single operators of the jobs read those before them, as in levada run.")
    private List<String> borders = new ArrayList<>();

    @Option(
            names = "--cuts",
            paramLabel = "CUTS",
            completionCandidates = CutLabels.class,
            description = "Where tasks end a checkpoint: ${COMPLETION-CANDIDATES}; aligned if not given.")
    private String cuts = Cuts.ALIGNED.label();

    @Option(names = "--seed", paramLabel = "S", description = "Of the first round; the others count on from it.")
    private @Nullable Long seed;

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "Worker processes of each job, from 2; 3 if not given.")
    private int workers = 3;

    @Mixin
    private SparesOptions spares = new SparesOptions(1);

    @Option(
            names = "--records",
            paramLabel = "N",
            description = "How many each job has, of which 2500 come in a second; 20000 if not given.")
    private int records = 20_000;

    @Option(
            names = "--strikes",
            paramLabel = "N",
            description = "How many faults are done to each job at most; 3 if not given.")
    private int strikes = 3;

    @Option(
            names = "--faults",
            split = ",",
            paramLabel = "KIND",
            description = "What may be done: kill-worker, kill-during-recovery, kill-two-workers, kill-all-workers,"
                    + " kill-coordinator, orphan, freeze-short, freeze-long, freeze-coordinator, partition, partition-control,"
                    + " network-down, disk-full, fsync-error. All that the protocol should live through, if not given.")
    private List<String> faults = new ArrayList<>();

    @Option(names = "--report", paramLabel = "FILE", description = "Write what was done and found as JSON.")
    private @Nullable Path report;

    @Option(names = "--timeline", paramLabel = "FILE", description = "Draw all rounds, as an SVG picture.")
    private @Nullable Path timeline;

    @Option(
            names = "--keep",
            paramLabel = "DIR",
            description = "Where the rounds run; what is left of one that went wrong stays there.")
    private @Nullable Path keep;

    @Option(names = "--loop", description = "Let records go round a loop before they are booked.")
    private boolean loop;

    @Option(names = "--broken", hidden = true, description = "Plant a bug in the jobs, which must be found.")
    private boolean broken;

    /** As picocli is given it. */
    public FaultsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (workers < 2 || records < 1 || strikes < 1 || (rounds != null && rounds < 1)) {
            throw CommandException.badInput(
                    "--workers must be at least 2, --records, --strikes and --rounds at least 1");
        }
        Optional<JsonFile> file = Optional.ofNullable(report).map(JsonFile::at);
        try {
            FaultHarness harness = FaultHarness.on(settings());
            harness.skipped()
                    .forEach((fault, reason) ->
                            terminal.err().println("levada: %s is left out: it %s".formatted(fault.label(), reason)));
            List<RoundResult> results = run(harness);
            FaultsTable.lines(results).forEach(terminal.out()::println);
            file.ifPresent(json -> json.write(FaultsContent.of(harness, results)));
            if (timeline != null) {
                Files.writeString(timeline, RoundsPicture.svg(results));
            }
            return (results.stream().allMatch(RoundResult::right) ? ExitCode.DONE : ExitCode.FAILED).code();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private FaultSettings settings() throws IOException {
        Path directory = keep != null ? keep : Files.createTempDirectory("levada-faults");
        Recovery recovery = RecoveryLabels.parse(protocol);
        if (recovery.domains() > 1 && recovery.domains() >= workers) {
            throw CommandException.badInput("--protocol %s makes up for %d workers, so --workers must be at least %d"
                    .formatted(recovery.label(), recovery.domains(), recovery.domains() + 1));
        }
        List<Fault> kinds = faults.isEmpty()
                ? Arrays.stream(Fault.values())
                        .filter(fault -> fault.fits(recovery))
                        .toList()
                : faults.stream().map(Fault::parse).toList();
        return new FaultSettings(
                ThisCommand.words(),
                recovery,
                chosen,
                borders,
                CutLabels.parse(cuts),
                kinds,
                workers,
                spares.spares().number(),
                SparesOptions.label(spares.spares().state()),
                records,
                strikes,
                directory.toAbsolutePath(),
                loop,
                broken);
    }

    private List<RoundResult> run(FaultHarness harness) throws IOException, InterruptedException {
        long first = seed != null ? seed : System.currentTimeMillis() % 1_000_000;
        long number = rounds != null ? rounds : minutes != null ? Long.MAX_VALUE : seed != null ? 1 : DEFAULT_ROUNDS;
        long endNanos = minutes == null
                ? System.nanoTime() + TimeUnit.DAYS.toNanos(365)
                : System.nanoTime() + (long) (minutes * TimeUnit.MINUTES.toNanos(1));
        StatusLine line = new StatusLine(terminal);
        List<RoundResult> results = new ArrayList<>();
        for (long round = 0; round < number && System.nanoTime() - endNanos < 0; round++) {
            String title = "round %d, seed %d".formatted(round + 1, first + round);
            RoundResult result = harness.run(
                    first + round,
                    (unused, committed) -> line.show("%s: %,d of %,d records".formatted(title, committed, records)));
            line.show("");
            results.add(result);
            tell(harness, title, result);
        }
        return results;
    }

    private void tell(FaultHarness harness, String title, RoundResult result) {
        terminal.out()
                .println("%s: %s, %.1f s, started %d times, %s"
                        .formatted(
                                title,
                                FaultsTable.word(result),
                                result.seconds(),
                                result.starts(),
                                FaultsTable.done(result)));
        if (!result.right()) {
            result.trouble().forEach(finding -> terminal.out().println("    " + finding));
            terminal.out().println("    again: " + again(harness, result));
            terminal.out().println("    left:  " + result.directory());
        }
    }

    private String again(FaultHarness harness, RoundResult result) {
        return "levada faults --seed %d --rounds 1 --protocol %s%s%s%s --workers %d --spares %d --standby %s --records %d --strikes %d --faults %s%s%s"
                .formatted(
                        result.seed(),
                        result.protocol().label(),
                        chosen.isEmpty() ? "" : " --recover " + String.join(",", chosen),
                        borders.isEmpty() ? "" : " --border " + String.join(",", borders),
                        CutLabels.parse(cuts) == Cuts.ALIGNED ? "" : " --cuts " + cuts,
                        workers,
                        spares.spares().number(),
                        SparesOptions.label(spares.spares().state()),
                        records,
                        strikes,
                        harness.kinds().stream().map(Fault::label).collect(Collectors.joining(",")),
                        loop ? " --loop" : "",
                        broken ? " --broken" : "");
    }
}
