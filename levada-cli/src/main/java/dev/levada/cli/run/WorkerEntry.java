package dev.levada.cli.run;

import dev.levada.api.Topology;
import dev.levada.api.recovery.Guarantee;
import dev.levada.cli.log.LogFormat;
import dev.levada.cli.log.LogSettings;
import dev.levada.cli.log.Logging;
import dev.levada.cli.output.Output;
import dev.levada.cli.pipeline.LoadedPipeline;
import dev.levada.cli.terminal.ExitCode;
import dev.levada.cli.terminal.Terminal;
import dev.levada.node.log.LogKey;
import dev.levada.node.main.WorkerMain;
import dev.levada.node.processes.JobLoader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/** A worker process: what agents start, and users do not. */
public final class WorkerEntry implements JobLoader {
    /** The first word of its command line. */
    public static final String WORD = WorkerMain.WORD;

    private final Terminal terminal;

    private WorkerEntry(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Runs until the coordinator ends it; its exit code. */
    public static int run(List<String> arguments, Terminal terminal) {
        try {
            return WorkerMain.run(arguments, new WorkerEntry(terminal));
        } catch (IOException | IllegalArgumentException e) {
            terminal.err().println("levada: this worker cannot run: " + e.getMessage());
            return ExitCode.BAD_INPUT.code();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitCode.INTERRUPTED.code();
        }
    }

    @Override
    public void log(String form, Map<LogKey, String> about) throws IOException {
        Logging.start(LogSettings.toStandardError(LogFormat.valueOf(form)).about(about));
    }

    @Override
    public Loaded load(List<String> arguments, Path directory, Guarantee guarantee, Printer printer) {
        RunCommand command = new RunCommand(terminal);
        CommandLine unused = new CommandLine(command);
        unused.parseArgs(arguments.toArray(String[]::new));
        LoadedPipeline pipeline = command.loadAnywhere();
        pipeline.listen(line -> printer.print(line, true));
        Output.attach(pipeline, command.output(), guarantee, ForwardedLines.to(printer));
        return new Loaded() {
            @Override
            public Topology topology() {
                return pipeline.topology();
            }

            @Override
            public void close() {
                pipeline.close();
            }
        };
    }

    @Override
    public ClassLoader classes() {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        return context != null ? context : WorkerEntry.class.getClassLoader();
    }
}
