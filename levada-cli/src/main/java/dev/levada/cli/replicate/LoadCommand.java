package dev.levada.cli.replicate;

import dev.levada.cli.terminal.CommandException;
import dev.levada.cli.terminal.ExitCode;
import dev.levada.cli.terminal.JsonFile;
import dev.levada.cli.terminal.StatusLine;
import dev.levada.cli.terminal.Terminal;
import dev.levada.faults.replicas.HistoryFile;
import dev.levada.faults.replicas.LoadResult;
import dev.levada.faults.replicas.LoadSettings;
import dev.levada.faults.replicas.MemberFault;
import dev.levada.faults.replicas.MemberLoad;
import dev.levada.faults.replicas.MemberStrike;
import dev.levada.replication.history.Linearizability;
import dev.levada.replication.history.Seen;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** See its description. */
@Command(
        name = "load",
        customSynopsis = "levada replicate load --history FILE [OPTIONS]",
        descriptionHeading = "%n",
        description = {
            "Start a key-value store, each member a process of its own; have clients use it, while members are killed,"
                    + " frozen or cut off; write what each client saw, and judge it.",
            "Faults come one after the other, each when the group is whole, with operations before, under and after it."
                    + " Exits with 1 if what clients saw is not linearizable."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  levada replicate load --history h.jsonl",
            "  levada replicate load --members 3 --operations 5000 --clients 8 --keys 20 --fault kill-leader --faults 3"
                    + " --history h.jsonl",
            "  levada replicate load --fault partition --timings fast --history h.jsonl --report r.json"
        })
final class LoadCommand implements Callable<Integer> {
    private static final int DEFAULT_FAULTS = 3;

    private final Terminal terminal;

    @Option(names = "--members", paramLabel = "N", description = "Processes of the group; 3 if not given.")
    private int members = 3;

    @Option(names = "--operations", paramLabel = "K", description = "Of all clients together; 5000 if not given.")
    private int operations = 5_000;

    @Option(
            names = "--clients",
            paramLabel = "C",
            description = "At a time, each with one operation after the other; 8 if not given.")
    private int clients = 8;

    @Option(names = "--keys", paramLabel = "M", description = "That they use; 20 if not given.")
    private int keys = 20;

    @Option(
            names = "--fault",
            paramLabel = "KIND",
            description = "What befalls members: kill-leader, kill-follower (kill -9), freeze-leader (SIGSTOP), or"
                    + " partition (who leads and the others hear nothing of each other); none if not given.")
    private @Nullable String fault;

    @Option(names = "--faults", paramLabel = "F", description = "How many times; 3 if not given.")
    private @Nullable Integer faults;

    @Option(names = "--history", paramLabel = "FILE", required = true, description = "Where to write what clients saw.")
    private Path history = Path.of("");

    @Mixin
    private GroupOptions group = new GroupOptions();

    @Option(names = "--seed", paramLabel = "S", description = "Of what clients do; 1 if not given.")
    private long seed = 1;

    @Option(names = "--report", paramLabel = "FILE", description = "Write the summary as JSON.")
    private @Nullable Path report;

    @Option(
            names = "--keep",
            paramLabel = "DIR",
            description = "Where members keep their own; new or empty. Deleted at the end if not given.")
    private @Nullable Path keep;

    LoadCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        Optional<JsonFile> file = Optional.ofNullable(report).map(JsonFile::at);
        LoadSettings settings = settings(Path.of("."));
        try {
            Scratch scratch = Scratch.of(keep);
            LoadResult result = run(settings(scratch.path()));
            Linearizability.Report verdict = Verdicts.of(result.history());
            LoadSummary summary = new LoadSummary(settings, result, verdict);
            summary.lines().forEach(terminal.out()::println);
            file.ifPresent(json -> json.write(summary.content()));
            if (Verdicts.exitCode(verdict) == ExitCode.DONE) {
                scratch.deleteIfTemporary();
            } else {
                terminal.out().println("what members kept and logged: " + scratch.path());
            }
            return Verdicts.exitCode(verdict).code();
        } catch (IOException e) {
            throw CommandException.failed("the store cannot be used: " + e.getMessage(), e);
        }
    }

    private LoadSettings settings(Path directory) {
        if (fault == null && faults != null) {
            throw CommandException.badInput("--faults says how many, --fault which kind; give both, or only --fault");
        }
        Optional<MemberFault> kind = Optional.ofNullable(fault).map(MemberFault::parse);
        int times = kind.isEmpty() ? 0 : Optional.ofNullable(faults).orElse(DEFAULT_FAULTS);
        return new LoadSettings(
                members, operations, clients, keys, kind, times, seed, group.timings(), group.consensus(), directory);
    }

    private LoadResult run(LoadSettings settings) throws IOException, InterruptedException {
        StatusLine line = new StatusLine(terminal);
        line.show("%d members come together".formatted(settings.members()));
        try (HistoryFile file = HistoryFile.create(history)) {
            return MemberLoad.run(settings, new Watcher(file, line, settings.operations()));
        } finally {
            line.show("");
        }
    }

    private record Watcher(HistoryFile file, StatusLine line, int operations) implements MemberLoad.Watcher {

        @Override
        public void ended(Seen seen, int count) {
            try {
                file.write(seen);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            if (count % 100 == 0 || count == operations) {
                line.show("%,d of %,d operations".formatted(count, operations));
            }
        }

        @Override
        public void struck(MemberStrike strike) {
            line.print("%s: %s; %s, whole again in %,d ms"
                    .formatted(
                            strike.fault().label(),
                            strike.member(),
                            strike.failOverMillis().isPresent()
                                    ? "next write after %,d ms"
                                            .formatted(strike.failOverMillis().getAsLong())
                                    : "no write until it was taken back",
                            strike.wholeMillis()));
        }
    }
}
