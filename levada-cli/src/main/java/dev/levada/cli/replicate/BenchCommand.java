package dev.levada.cli.replicate;

import dev.levada.bench.replicas.ReplicasBench;
import dev.levada.bench.services.Cell;
import dev.levada.bench.services.Measured;
import dev.levada.bench.services.ServicesBench;
import dev.levada.cli.picture.ServicesPicture;
import dev.levada.cli.terminal.CommandException;
import dev.levada.cli.terminal.ExitCode;
import dev.levada.cli.terminal.JsonFile;
import dev.levada.cli.terminal.StatusLine;
import dev.levada.cli.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** See its description. */
@Command(
        name = "bench",
        customSynopsis = "levada replicate bench [OPTIONS]",
        descriptionHeading = "%n",
        description = {
            "Repeat the published comparison: a plain server (port 5454), consensus by hand, which is Apache Ratis and"
                    + " nothing of ours (5455), and the library (5456), each asked over HTTP by more and more clients, and"
                    + " while members are killed and frozen. Tables, and a page with plots.",
            "With --raw, measure the library against the consensus below it used by hand, in one process without HTTP:"
                    + " WAY is 'by hand' (an entry each, no sessions, no batches), 'own client' (over sockets, with nothing of"
                    + " ours), 'unbatched' (the library, an entry each), 'library' (as it is by default), 'remote' (the"
                    + " same over sockets) or 'queries' (linearizable reads); RATIO is to by hand, CPU-US of members and"
                    + " client for an operation."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  levada replicate bench --quick",
            "  levada replicate bench --replicas 3,6,9 --clients 2,4,8,16,32,64,128,256,512,1024 --seconds 300",
            "  levada replicate bench --services library --consensus jgroups --clients 64 --output jgroups/",
            "  levada replicate bench --raw --operations 50000 --in-flight 16,128,1024 --report raw.json"
        })
final class BenchCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(names = "--raw", description = "The second comparison described above.")
    private boolean raw;

    @Option(
            names = "--replicas",
            split = ",",
            paramLabel = "N",
            description = "Of each group, 1 to 31; 3 if not given.")
    private List<Integer> replicas = List.of(3);

    @Mixin
    private GroupOptions group = new GroupOptions();

    @Mixin
    private ServicesOptions servicesOptions = new ServicesOptions();

    @Mixin
    private RawOptions rawOptions = new RawOptions();

    @Option(names = "--report", paramLabel = "FILE", description = "Write the measurements as JSON.")
    private @Nullable Path report;

    @Option(
            names = "--directory",
            paramLabel = "DIR",
            description = "Where the logs are, to measure another disk; new or empty.")
    private @Nullable Path directory;

    BenchCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        Optional<JsonFile> file = Optional.ofNullable(report).map(JsonFile::at);
        try {
            Scratch scratch = Scratch.of(directory);
            boolean clean = raw ? raw(scratch.path(), file) : services(scratch.path(), file);
            scratch.deleteIfTemporary();
            return (clean ? ExitCode.DONE : ExitCode.FAILED).code();
        } catch (IOException e) {
            throw CommandException.failed("it cannot be measured: " + e.getMessage(), e);
        }
    }

    private boolean raw(Path scratch, Optional<JsonFile> file) throws IOException {
        ReplicasBench.Report measured =
                ReplicasBench.run(rawOptions.at(replicas, group.consensus(), scratch), new StatusLine(terminal)::print);
        RawReport content = new RawReport(measured);
        file.ifPresent(json -> json.write(content.content()));
        content.table().lines().forEach(terminal.out()::println);
        terminal.out().println(content.idle());
        return measured.measured().stream().allMatch(each -> each.failed() == 0);
    }

    /** @return whether nothing failed but under faults */
    private boolean services(Path scratch, Optional<JsonFile> file) throws IOException, InterruptedException {
        ServicesBench.Options options = servicesOptions.at(replicas, group, scratch);
        StatusLine line = new StatusLine(terminal);
        List<Measured> measured = ServicesBench.run(options, new Watcher(line));
        line.show("");
        ServicesReport content = new ServicesReport(measured);
        file.ifPresent(json -> json.write(content.content()));
        Path page = servicesOptions.output().resolve("report.html");
        Files.writeString(page, ServicesPicture.html(measured, content.tables()));
        content.tables().forEach(table -> table.lines().forEach(terminal.out()::println));
        terminal.out().println("plots: " + page);
        return measured.stream()
                .allMatch(each -> each.errors() == 0 || each.struck().isPresent());
    }

    private record Watcher(StatusLine line) implements ServicesBench.Progress {

        @Override
        public void begins(Cell cell, int number, int of) {
            line.show("%d of %d: %s, %s".formatted(number, of, cell.service(), cell.name()));
        }

        @Override
        public void measured(Measured measured) {
            line.print("%s, %s: %,.0f a second, p50 %.2f ms, %d errors"
                    .formatted(
                            measured.cell().service(),
                            measured.cell().name(),
                            measured.perSecond(),
                            measured.p50Millis(),
                            measured.errors()));
        }
    }
}
