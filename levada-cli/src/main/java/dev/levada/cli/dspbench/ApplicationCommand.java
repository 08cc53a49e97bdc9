package dev.levada.cli.dspbench;

import dev.levada.api.recovery.Guarantee;
import dev.levada.cli.terminal.CommandException;
import dev.levada.cli.terminal.ExitCode;
import dev.levada.cli.terminal.StatusLine;
import dev.levada.cli.terminal.Terminal;
import dev.levada.dspbench.Application;
import dev.levada.dspbench.Line;
import dev.levada.dspbench.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Unmatched;

/** See its description. */
@Command(
        name = "run",
        customSynopsis = "levada dspbench run APP [OPTIONS]",
        descriptionHeading = "%n",
        description = {
            "Run an application, and compare what it puts out with what a plain sequential program says it has to.",
            "Every other option of 'levada run' has its meaning here, too. Exits with 1 if the guarantee was not kept."
        },
        parameterListHeading = "%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  levada dspbench run wc",
            "  levada dspbench run fd --parallelism 4 --workers 2 --recovery pessimistic --fault kill-worker",
            "  levada dspbench run sa --seed 7 --records 5000 --output tweets.txt",
            "  levada dspbench run lp --input access.log"
        })
final class ApplicationCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "APP", description = "Its two letters; 'levada dspbench list' shows them.")
    private String code = "";

    @Mixin
    private ApplicationInput input = new ApplicationInput();

    @Option(
            names = "--input",
            arity = "1..*",
            paramLabel = "FILE",
            description = "Read a text file for each source, in place of what would be made up.")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = "--rate",
            paramLabel = "R",
            description = "Records a second of each source; as fast as possible if not given, or with --fault so that"
                    + " the job takes some seconds.")
    private @Nullable Long rate;

    @Option(
            names = "--sources",
            paramLabel = "N",
            description = "How many tasks read for each source; 1 if not given, and where order matters.")
    private int sources = 1;

    @Option(names = "--guarantee", paramLabel = "LEVEL", description = "As in 'levada run'; exactly-once if not given.")
    private String guarantee = Guarantee.EXACTLY_ONCE.label();

    @Option(
            names = "--fault",
            paramLabel = "FAULT",
            description = "What fails at half of the input: crash-task, or kill-worker (with --workers).")
    private @Nullable String fault;

    @Option(names = "--output", paramLabel = "FILE", description = "Keep what it puts out, a line each.")
    private @Nullable Path output;

    @Unmatched
    private List<String> others = new ArrayList<>();

    ApplicationCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        Application application = ApplicationInput.application(code);
        Guarantee asked = asked();
        Optional<FaultAtHalf> strike = strike(application);
        List<Iterable<Line>> feeds = files.isEmpty() ? input.made(application) : ApplicationInput.read(files);
        Trial trial = new Trial(application, input.seed(), options(application), strike);
        Path file = output == null ? Files.createTempFile("levada-dspbench-", ".txt") : output;
        try {
            return trial.run(terminal, file, feeds)
                    .map(tried -> tell(application, tried.verdict(), asked, strike))
                    .orElse(ExitCode.INTERRUPTED)
                    .code();
        } finally {
            if (output == null) {
                Files.deleteIfExists(file);
            }
        }
    }

    private Guarantee asked() {
        try {
            return Guarantee.parse(guarantee);
        } catch (IllegalArgumentException e) {
            throw CommandException.badInput("--guarantee: " + e.getMessage(), e);
        }
    }

    private Optional<FaultAtHalf> strike(Application application) {
        if (fault == null) {
            return Optional.empty();
        }
        FaultAtHalf.Kind kind = FaultAtHalf.Kind.parse(fault);
        if (!files.isEmpty()) {
            throw CommandException.badInput(
                    "--fault %s: half of the input is only known of what is made up; leave --input out"
                            .formatted(fault));
        }
        if (kind == FaultAtHalf.Kind.KILL_WORKER && !others.contains("--workers")) {
            throw CommandException.badInput("--fault %s: add --workers N, so that there is one".formatted(fault));
        }
        return Optional.of(
                new FaultAtHalf(kind, input.total(application), input.seed(), new StatusLine(terminal)::print));
    }

    /** As options of {@code levada run}. */
    private List<String> options(Application application) {
        List<String> words = new ArrayList<>(List.of("--guarantee", guarantee, "--set", "sources=" + sources));
        if (files.isEmpty()) {
            words.addAll(List.of("--set", "seed=" + input.seed()));
            words.addAll(List.of("--set", "records=" + input.records(application)));
        } else {
            words.add("--input");
            files.forEach(each -> words.add(each.toString()));
        }
        if (rate != null || fault != null) {
            long perSecond = rate != null ? rate : Trial.rateForFault(input.records(application));
            words.addAll(List.of("--set", "rate=" + perSecond));
        }
        words.addAll(others);
        return words;
    }

    private ExitCode tell(Application application, Verdict verdict, Guarantee asked, Optional<FaultAtHalf> strike) {
        Verdict.Word word = verdict.word(asked, application.about().isStateless());
        terminal.out()
                .println("%s: %,d lines, digest %s; oracle: digest %s"
                        .formatted(
                                application.about().title(),
                                verdict.lines(),
                                verdict.digest(),
                                verdict.expectedDigest()));
        verdict.faults().forEach(terminal.out()::println);
        if (!verdict.exact()) {
            terminal.out().println("%,d lines missing, %,d too many".formatted(verdict.missing(), verdict.extra()));
        }
        terminal.out().println("verdict: " + Words.of(word, asked));
        if (strike.isPresent() && !strike.get().happened()) {
            terminal.err().println("levada: the job was over before --fault came to it; lower --rate");
            return ExitCode.FAILED;
        }
        return word == Verdict.Word.BROKEN ? ExitCode.FAILED : ExitCode.DONE;
    }
}
