package dev.levada.cli.run;

import dev.levada.api.connector.BadInputException;
import dev.levada.cli.output.Output;
import dev.levada.cli.pipeline.LoadedPipeline;
import dev.levada.cli.terminal.CommandException;
import dev.levada.cli.terminal.ExitCode;
import dev.levada.cli.terminal.Terminal;
import dev.levada.cluster.planner.GuaranteeException;
import dev.levada.dadstorm.DadstormException;
import dev.levada.node.cluster.Submission;
import dev.levada.node.embedded.Embedded;
import dev.levada.node.processes.JobDraft;
import dev.levada.node.standing.Blueprint;
import dev.levada.node.standing.JobMaker;
import dev.levada.yaml.YamlException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** Plans jobs from the words that 'levada run' takes. Loads the programs that they name. */
final class SubmittedJobs implements JobMaker {
    /** What has no meaning for a job of a cluster. */
    private static final List<String> NOT_HERE = List.of("--state-dir", "--report", "--list", "--no-progress");

    private final Terminal terminal;

    SubmittedJobs(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Blueprint make(Submission submission, Optional<Integer> parallelism) {
        try {
            return made(submission, parallelism);
        } catch (CommandLine.ParameterException e) {
            throw new BadInputException(String.valueOf(e.getMessage()), e);
        } catch (DadstormException e) {
            throw new BadInputException(
                    e.problems().stream().map(Object::toString).collect(Collectors.joining("; ")), e);
        } catch (YamlException e) {
            throw new BadInputException(String.valueOf(e.getMessage()), e);
        } catch (CommandException e) {
            String message = String.valueOf(e.getMessage());
            throw e.exitCode() == ExitCode.NOT_GUARANTEED
                    ? new GuaranteeException(message)
                    : new BadInputException(message, e);
        }
    }

    private Blueprint made(Submission submission, Optional<Integer> parallelism) {
        Path directory = Path.of(submission.directory());
        List<String> words = AbsoluteWords.of(parsed(new RunCommand(terminal), submission.arguments()), directory);
        RunCommand command = new RunCommand(terminal);
        ParseResult typed = parsed(command, words);
        NOT_HERE.stream().filter(typed::hasMatchedOption).findFirst().ifPresent(option -> {
            throw new BadInputException(
                    "%s has no meaning for a job of a cluster, which keeps its state and reports itself; leave it out"
                            .formatted(option));
        });
        try (LoadedPipeline pipeline = command.loadAnywhere();
                Beginning beginning = command.beginning()) {
            // Nothing is printed here: workers print.
            Output.attach(
                    pipeline, command.output(), command.guarantee(pipeline), ForwardedLines.to((line, log) -> {}));
            // Its state lasts; the coordinator knows where.
            Embedded settings =
                    beginning.applyTo(command.plainSettings(pipeline)).stateDirectory(directory);
            parallelism.ifPresent(settings::parallelism);
            pipeline.prepare(settings);
            List<String> warnings = new ArrayList<>(pipeline.warnings());
            JobDraft draft = settings.doubts(warnings::add).draft(pipeline.topology());
            return new Blueprint(
                    words,
                    command.asked(),
                    command.spares(),
                    pipeline.homes(),
                    draft,
                    warnings,
                    pipeline.script(draft.settings().recovery().label()));
        }
    }

    private static ParseResult parsed(RunCommand command, List<String> words) {
        return new CommandLine(command).parseArgs(words.toArray(String[]::new));
    }
}
