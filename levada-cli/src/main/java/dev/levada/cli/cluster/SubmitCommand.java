package dev.levada.cli.cluster;

import dev.levada.cli.pipeline.PipelineArguments;
import dev.levada.cli.terminal.CommandException;
import dev.levada.cli.terminal.ExitCode;
import dev.levada.cli.terminal.Terminal;
import dev.levada.node.cluster.Submission;
import dev.levada.node.text.Printable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** See its description. */
@Command(
        name = "submit",
        customSynopsis = "levada submit PIPELINE [OPTIONS]",
        descriptionHeading = "%n",
        description = {
            "Start a pipeline in a cluster. Takes what 'levada run' takes, and prints the job's id when the cluster has"
                    + " accepted it.",
            "Relative paths are meant from here; the files must be there for the cluster too."
        },
        parameterListHeading = "%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  levada submit wordcount --input book.txt --output counts.txt --guarantee exactly-once",
            "  levada submit app.jar --set window=10 --name windows",
            "  levada submit dadstorm.conf --loopback --cluster node1:10002 --tls certs"
        })
@SuppressWarnings("UnusedVariable") // options that are only passed on, as they were typed
public final class SubmitCommand implements Callable<Integer> {
    /** What is meant for this command, and not for the job. */
    private static final Set<String> OWN =
            Set.of("--name", "--cluster", "--token-dir", "--tls", "--help", "--stacktrace");

    private final Terminal terminal;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private PipelineArguments arguments = new PipelineArguments();

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "What the job is called; what its pipeline says if not given.")
    private @Nullable String name;

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "How many worker processes; as the cluster likes if not given.")
    private @Nullable String workers;

    @Option(
            names = "--from-savepoint",
            paramLabel = "DIR",
            description = "Begin with the state and the positions of a savepoint.")
    private @Nullable Path fromSavepoint;

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    public SubmitCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (arguments.pipeline().isEmpty()) {
            throw CommandException.badInput(
                    "PIPELINE is missing; name a pipeline file, a DADSTORM configuration, a jar or a bundled"
                            + " example before the options ('levada run --list' shows the examples)");
        }
        String directory = Path.of("").toAbsolutePath().toString();
        String job = cluster.client().submit(new Submission(words(), directory, Optional.ofNullable(name)));
        terminal.out().println(Printable.line(job));
        return ExitCode.DONE.code();
    }

    /** What was typed, as it was typed, apart from what is meant for us. */
    private List<String> words() {
        ParseResult typed = spec.commandLine().getParseResult();
        List<String> words = new ArrayList<>();
        typed.matchedPositionals().forEach(each -> words.addAll(each.originalStringValues()));
        typed.matchedOptions().stream()
                .distinct() // one that stands there twice is listed twice, with all of its values
                .filter(option -> !OWN.contains(option.longestName()))
                .forEach(option -> words.addAll(words(option)));
        return words;
    }

    private static List<String> words(OptionSpec option) {
        List<String> words = new ArrayList<>();
        if (option.arity().max() == 0) {
            words.add(option.longestName());
        } else {
            option.originalStringValues().forEach(value -> words.addAll(List.of(option.longestName(), value)));
        }
        return words;
    }
}
