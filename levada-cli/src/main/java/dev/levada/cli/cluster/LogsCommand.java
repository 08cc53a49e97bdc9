package dev.levada.cli.cluster;

import dev.levada.cli.terminal.CommandException;
import dev.levada.cli.terminal.ExitCode;
import dev.levada.cli.terminal.Terminal;
import dev.levada.node.cluster.Cluster;
import dev.levada.node.text.Printable;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** See its description. */
@Command(
        name = "logs",
        customSynopsis = "levada logs JOB [OPTIONS]",
        descriptionHeading = "%n",
        description = "Show what the workers of a job wrote.",
        parameterListHeading = "%n",
        footerHeading = "%nExamples:%n",
        footer = {"  levada logs words-1", "  levada logs words-1 --worker w3 --lines 1000", "  levada logs words-1 -f"
        })
public final class LogsCommand implements Callable<Integer> {
    private static final int EVERY_MILLIS = 500;
    /** More than a job should write from one look to the next. */
    private static final int WINDOW = 2_000;

    private final Terminal terminal;

    @Parameters(paramLabel = "JOB", description = "Its id; 'levada status' shows it.")
    private String job = "";

    @Option(names = "--worker", paramLabel = "WORKER", description = "Only this one.")
    private @Nullable String worker;

    @Option(names = "--lines", paramLabel = "N", description = "How many at most, the last ones; 200 if not given.")
    private int lines = 200;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on with what they write next, until the job ends.")
    private boolean follow;

    @Mixin
    private ClusterOptions options = new ClusterOptions();

    public LogsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (lines < 1 || lines > Cluster.MAX_LOG_LINES) {
            throw CommandException.badInput(
                    "--lines %d: a number from 1 to %d was expected".formatted(lines, Cluster.MAX_LOG_LINES));
        }
        Cluster cluster = options.client();
        boolean runs = follow && runs(cluster);
        List<String> shown = logs(cluster);
        shown.subList(Math.max(0, shown.size() - lines), shown.size()).forEach(this::print);
        while (runs) {
            TimeUnit.MILLISECONDS.sleep(EVERY_MILLIS);
            runs = runs(cluster); // before the lines, so that the last ones are not missed
            List<String> now = logs(cluster);
            after(shown, now).forEach(this::print);
            shown = now;
        }
        return ExitCode.DONE.code();
    }

    private List<String> logs(Cluster cluster) {
        return cluster.logs(job, Optional.ofNullable(worker), follow ? Math.max(lines, WINDOW) : lines);
    }

    private boolean runs(Cluster cluster) {
        return cluster.job(job).filter(each -> !each.report().state().isFinal()).isPresent();
    }

    private void print(String line) {
        terminal.out().println(Printable.line(line));
    }

    /** What is new: the old lines have moved up, and some of them out of sight. */
    static List<String> after(List<String> before, List<String> now) {
        int known = Math.min(before.size(), now.size());
        while (!before.subList(before.size() - known, before.size()).equals(now.subList(0, known))) {
            known--;
        }
        return now.subList(known, now.size());
    }
}
