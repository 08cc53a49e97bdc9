package dev.levada.cli.cluster;

import dev.levada.cli.terminal.ExitCode;
import dev.levada.cli.terminal.JsonFile;
import dev.levada.cli.terminal.Terminal;
import dev.levada.node.cluster.ClusterStatus;
import dev.levada.node.cluster.JobStatus;
import dev.levada.node.cluster.UnknownNameException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** See its description. */
@Command(
        name = "status",
        customSynopsis = "levada status [JOB] [OPTIONS]",
        descriptionHeading = "%n",
        description =
                "Show a cluster's agents, workers, jobs and tasks: who runs where, as which process, and how far it"
                        + " is.",
        parameterListHeading = "%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  levada status",
            "  levada status words-1",
            "  levada status --json | jq '.tasks[] | select(.state != \"RUNNING\")'"
        })
public final class StatusCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(arity = "0..1", paramLabel = "JOB", description = "Only this job, and the workers that it has.")
    private @Nullable String job;

    @Option(names = "--json", description = "For scripts: all of it, as JSON.")
    private boolean json;

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    public StatusCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        ClusterStatus status = cluster.client().status();
        ClusterStatus shown = job == null ? status : only(job, status);
        if (json) {
            terminal.out().println(JsonFile.text(StatusContent.of(shown)));
        } else {
            StatusText.of(shown).forEach(terminal.out()::println);
        }
        return ExitCode.DONE.code();
    }

    private static ClusterStatus only(String id, ClusterStatus status) {
        List<JobStatus> found =
                status.jobs().stream().filter(each -> each.id().equals(id)).toList();
        if (found.isEmpty()) {
            throw UnknownNameException.job(
                    id, status.jobs().stream().map(JobStatus::id).toList());
        }
        List<ClusterStatus.Worker> workers = status.workers().stream()
                .filter(worker -> worker.job().filter(id::equals).isPresent())
                .toList();
        return new ClusterStatus(List.of(), workers, found);
    }
}
