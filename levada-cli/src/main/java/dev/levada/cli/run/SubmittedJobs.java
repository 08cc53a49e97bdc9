package dev.levada.cli.run;

import dev.levada.api.connector.BadInputException;
import dev.levada.cli.output.Output;
import dev.levada.cli.pipeline.LoadedPipeline;
import dev.levada.cli.terminal.CommandException;
import dev.levada.cli.terminal.ExitCode;
import dev.levada.cli.terminal.Terminal;
import dev.levada.cluster.planner.GuaranteeException;
import dev.levada.core.plan.TaskId;
import dev.levada.dadstorm.DadstormException;
import dev.levada.node.cluster.Submission;
import dev.levada.node.embedded.Embedded;
import dev.levada.node.job.Job;
import dev.levada.node.job.JobReport;
import dev.levada.node.processes.JobLoader;
import dev.levada.node.standing.Home;
import dev.levada.node.standing.JobMaker;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** Makes jobs in a coordinator from the words that 'levada run' takes. */
public final class SubmittedJobs implements JobMaker {
    /** What has no meaning for a job of a cluster. */
    private static final List<String> NOT_HERE = List.of("--state-dir", "--report", "--list", "--no-progress");

    private final Terminal terminal;

    /** @param terminal of the coordinator */
    public SubmittedJobs(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Made make(Submission submission, JobLoader.Printer printer) {
        try {
            return made(submission, printer);
        } catch (CommandLine.ParameterException e) {
            throw new BadInputException(String.valueOf(e.getMessage()), e);
        } catch (DadstormException e) {
            throw new BadInputException(
                    e.problems().stream().map(Object::toString).collect(Collectors.joining("; ")), e);
        } catch (CommandException e) {
            String message = String.valueOf(e.getMessage());
            throw e.exitCode() == ExitCode.NOT_GUARANTEED
                    ? new GuaranteeException(message)
                    : new BadInputException(message, e);
        }
    }

    private Made made(Submission submission, JobLoader.Printer printer) {
        List<String> words = AbsoluteWords.of(
                parsed(new RunCommand(terminal), submission.arguments()), Path.of(submission.directory()));
        RunCommand command = new RunCommand(terminal);
        ParseResult typed = parsed(command, words);
        NOT_HERE.stream().filter(typed::hasMatchedOption).findFirst().ifPresent(option -> {
            throw new BadInputException(
                    "%s has no meaning for a job of a cluster, which keeps its state and reports itself; leave it out"
                            .formatted(option));
        });
        LoadedPipeline pipeline = command.loadAnywhere();
        try {
            Output.attach(pipeline, command.output(), command.guarantee(pipeline), ForwardedLines.to(printer));
            return new Loaded(command, words, pipeline, command.beginning(), printer);
        } catch (RuntimeException e) {
            pipeline.close();
            throw e;
        }
    }

    private static ParseResult parsed(RunCommand command, List<String> words) {
        return new CommandLine(command).parseArgs(words.toArray(String[]::new));
    }

    private static final class Loaded implements Made {
        private final RunCommand command;
        private final List<String> words;
        private final LoadedPipeline pipeline;
        private final Beginning beginning;
        private final JobLoader.Printer printer;
        private LoadedPipeline.@Nullable Running running;

        Loaded(
                RunCommand command,
                List<String> words,
                LoadedPipeline pipeline,
                Beginning beginning,
                JobLoader.Printer printer) {
            this.command = command;
            this.words = words;
            this.pipeline = pipeline;
            this.beginning = beginning;
            this.printer = printer;
            pipeline.warnings().forEach(warning -> printer.print(warning, true));
        }

        @Override
        public List<String> arguments() {
            return words;
        }

        @Override
        public OptionalInt workers() {
            return command.asked();
        }

        @Override
        public int spares() {
            return command.spares();
        }

        @Override
        public Map<TaskId, Home> homes() {
            return pipeline.homes();
        }

        @Override
        public Embedded settings() {
            return beginning.applyTo(command.plainSettings(pipeline));
        }

        @Override
        public Job start(Embedded settings) {
            LoadedPipeline.Running started =
                    pipeline.start(settings, pipeline.topology(), line -> printer.print(line, true));
            running = started;
            return started.job();
        }

        @Override
        public JobReport finish() {
            return Optional.ofNullable(running)
                    .orElseThrow(() -> new IllegalStateException("the job has not been started"))
                    .follow();
        }

        @Override
        public void close() {
            beginning.close();
            pipeline.close();
        }
    }
}
