package dev.levada.cli.pipeline;

import dev.levada.api.Parameters;
import dev.levada.api.recovery.Border;
import dev.levada.api.recovery.Guarantee;
import dev.levada.api.recovery.Recovery;
import dev.levada.cli.terminal.CommandException;
import dev.levada.node.Levada;
import dev.levada.node.embedded.Embedded;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Which pipeline, and how it is to run: what {@code run}, {@code validate} and {@code plan} have in common. */
public final class PipelineArguments {
    private static final long SUSPECT_AFTER = 2_000;
    private static final long SUSPECT_LATEST = 2_800;

    @picocli.CommandLine.Parameters(
            arity = "0..1",
            paramLabel = "PIPELINE",
            description = "A pipeline file (.yaml), a DADSTORM configuration, a jar with a pipeline (JAR#NAME if it has"
                    + " several), or the name of a bundled example; 'levada run --list' shows those.")
    private @Nullable String pipeline;

    @Option(
            names = "--input",
            arity = "1..*",
            paramLabel = "FILE",
            description = "What a program reads: files, directories or globs. May be repeated.")
    private List<String> inputs = new ArrayList<>();

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description =
                    "A setting of a program's own, or what stands for ${KEY} in a pipeline file. May be" + " repeated.")
    private Map<String, String> values = new LinkedHashMap<>();

    @Option(
            names = "--guarantee",
            paramLabel = "LEVEL",
            completionCandidates = GuaranteeLabels.class,
            description = "What must hold whatever fails: ${COMPLETION-CANDIDATES}. A configuration's Semantics, else"
                    + " at-most-once, if not given.")
    private @Nullable String guarantee;

    @Option(
            names = "--recovery",
            paramLabel = "PROTOCOL",
            completionCandidates = RecoveryLabels.class,
            description = "How a failed task is brought back: ${COMPLETION-CANDIDATES} in this version. causal:2, up to"
                    + " causal:8, makes up for as many workers that fail at once, and needs one more; so does"
                    + " pessimistic:replicated-2. backtracking:records-1000 goes back to where so many records ended, too."
                    + " replicated has each task done in 3 workers, of which one leads; replicated:5 in 5, and so on.")
    private @Nullable String recovery;

    @Option(
            names = "--recover",
            split = ",",
            paramLabel = "OPERATOR=PROTOCOL",
            description = "How one operator is brought back, whatever it chooses itself. May be repeated.")
    private Map<String, String> chosen = new LinkedHashMap<>();

    @Option(
            names = "--border",
            split = ",",
            paramLabel = "OPERATOR=BORDER",
            description =
                    "What holds where one operator reads others that may do something else after a failure:"
                            + " coupled, it goes back with them; gated, it gets their output when that is final. May be repeated.")
    private Map<String, String> borders = new LinkedHashMap<>();

    @Option(
            names = "--parallelism",
            paramLabel = "N",
            description = "How many tasks an operator has that says nothing itself; one for each core if not given.")
    private @Nullable Integer parallelism;

    @Option(
            names = "--state-dir",
            paramLabel = "DIR",
            description = "Where the job keeps what it needs to go on after this process is gone: run it again with the"
                    + " same DIR and it goes on from there.")
    private @Nullable Path stateDirectory;

    @Option(
            names = "--epoch",
            paramLabel = "MILLIS",
            description = "The time from one checkpoint to the next, in milliseconds; 1000 if not given.")
    private @Nullable Long epochMillis;

    @Option(
            names = "--cuts",
            paramLabel = "CUTS",
            completionCandidates = CutLabels.class,
            description = "Where tasks end a checkpoint: aligned, behind all that came before it; unaligned, at once,"
                    + " and what is on its way is stored; auto, aligned unless that takes longer than --epoch. aligned"
                    + " if not given. The others need --recovery checkpoint.")
    private @Nullable String cuts;

    @Option(
            names = "--suspect-after",
            paramLabel = "MILLIS",
            description = "How long a worker process may be silent, at the least, before it is taken for gone: longer"
                    + " than a healthy one ever pauses. 2000 if not given.")
    private @Nullable Long suspectAfterMillis;

    @Option(
            names = "--suspect-latest",
            paramLabel = "MILLIS",
            description = "After how long a silent worker process is taken for gone however irregular it was before."
                    + " 2800, or 1.4 times the least, if not given.")
    private @Nullable Long suspectLatestMillis;

    @Option(
            names = "--output",
            paramLabel = "PATH",
            description = "Where tuples go that the pipeline sends nowhere, one a line: a file, or a directory with"
                    + " OPERATOR.txt for each operator if PATH ends in '/'. Printed if not given.")
    private @Nullable String output;

    @ArgGroup(validate = false, heading = "%nOnly for DADSTORM configurations:%n")
    private DadstormArguments dadstorm = new DadstormArguments();

    /** As picocli makes it. */
    public PipelineArguments() {}

    /** It does not matter which host this is: who loads the pipeline need not be who runs its replicas. */
    public void anywhere() {
        dadstorm.anywhere();
    }

    /** The name or path of the pipeline, if one is given. */
    public Optional<String> pipeline() {
        return Optional.ofNullable(pipeline);
    }

    /** Where open ends go, if the user says so. */
    public Optional<String> output() {
        return Optional.ofNullable(output);
    }

    /** Where the job keeps what it needs to go on, if the user says so. */
    public Optional<Path> stateDirectory() {
        return Optional.ofNullable(stateDirectory);
    }

    /** What must hold: what the user asks for, else what the pipeline itself says. */
    public Guarantee guarantee(LoadedPipeline loaded) {
        return guarantee == null ? loaded.guarantee() : GuaranteeLabels.parse(guarantee);
    }

    private static Border parsed(String border) {
        try {
            return Border.parse(border);
        } catch (IllegalArgumentException e) {
            throw CommandException.badInput(String.valueOf(e.getMessage()));
        }
    }

    /** How to run it in this process. */
    public Embedded settings(LoadedPipeline loaded) {
        Embedded settings = Levada.embedded().guarantee(guarantee(loaded));
        Optional<Recovery> wanted = recovery == null ? loaded.recovery() : Optional.of(RecoveryLabels.parse(recovery));
        wanted.ifPresent(settings::recovery);
        chosen.forEach((operator, protocol) -> {
            Recovery its = RecoveryLabels.parse(protocol);
            loaded.stages(operator).forEach(stage -> settings.recovery(stage, its));
        });
        borders.forEach((operator, border) -> settings.border(operator, parsed(border)));
        OptionalInt tasks = parallelism == null ? loaded.parallelism() : OptionalInt.of(parallelism);
        tasks.ifPresent(settings::parallelism);
        if (stateDirectory != null) {
            settings.stateDirectory(stateDirectory);
        }
        if (epochMillis != null) {
            settings.epochs(Duration.ofMillis(epochMillis));
        }
        if (cuts != null) {
            settings.cuts(CutLabels.parse(cuts));
        }
        suspect(settings);
        return settings;
    }

    private void suspect(Embedded settings) {
        long latest = suspectLatestMillis != null
                ? suspectLatestMillis
                : Math.max(SUSPECT_LATEST, orElse(suspectAfterMillis, SUSPECT_AFTER) / 5 * 7);
        long after = orElse(suspectAfterMillis, Math.min(SUSPECT_AFTER, latest));
        try {
            settings.suspectAfter(Duration.ofMillis(after), Duration.ofMillis(latest));
        } catch (IllegalArgumentException e) {
            throw CommandException.badInput("--suspect-after, --suspect-latest: " + e.getMessage());
        }
    }

    private static long orElse(@Nullable Long given, long otherwise) {
        return given != null ? given : otherwise;
    }

    /** What is set for a program. */
    Parameters parameters() {
        List<String> foreign = dadstorm.given();
        if (!foreign.isEmpty()) {
            throw CommandException.badInput("'%s' is a program, and %s only has a meaning for DADSTORM configurations"
                    .formatted(pipeline, String.join(", ", foreign)));
        }
        return new Parameters(inputs, values);
    }

    /** What is set for a pipeline file. */
    Map<String, String> variables() {
        if (!inputs.isEmpty()) {
            throw CommandException.badInput(
                    "'%s' is a pipeline file, which names its own input: leave --input out; a path ${input} in it can be set by --set input=%s"
                            .formatted(pipeline, inputs.get(0)));
        }
        return parameters().values();
    }

    /** What is set for a configuration. */
    DadstormArguments dadstorm() {
        if (!inputs.isEmpty() || !values.isEmpty()) {
            throw CommandException.badInput(
                    "'%s' is a DADSTORM configuration, which names its own files: leave %s out, or name a program"
                            .formatted(pipeline, inputs.isEmpty() ? "--set" : "--input"));
        }
        return dadstorm;
    }
}
