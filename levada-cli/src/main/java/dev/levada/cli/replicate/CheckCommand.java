package dev.levada.cli.replicate;

import dev.levada.cli.terminal.CommandException;
import dev.levada.cli.terminal.Terminal;
import dev.levada.faults.replicas.HistoryFile;
import dev.levada.replication.history.Linearizability;
import dev.levada.replication.history.Seen;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** See its description. */
@Command(
        name = "check",
        customSynopsis = "levada replicate check HISTORY",
        descriptionHeading = "%n",
        description = {
            "Judge whether a store that does one thing after the other could have shown what clients saw.",
            "HISTORY has a JSON object a line: process, op (get, put, cas, delete, inc), key, value (of cas [old,new]),"
                    + " result, call and return in seconds of one monotonic clock (return null when nobody knows), status"
                    + " (ok; fail: certainly without effect; info: unknown). Exits with 1 if it could not have."
        },
        parameterListHeading = "%n",
        footerHeading = "%nExample:%n",
        footer = "  levada replicate check h.jsonl")
final class CheckCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "HISTORY", description = "As 'levada replicate load --history' writes it.")
    private Path file = Path.of("");

    CheckCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        List<Seen> history = read();
        Linearizability.Report report = Verdicts.of(history);
        terminal.out()
                .println("%,d operations on %,d keys: %s"
                        .formatted(
                                history.size(),
                                history.stream().map(Seen::key).distinct().count(),
                                Verdicts.counts(history)));
        terminal.out().println(Verdicts.line(report));
        return Verdicts.exitCode(report).code();
    }

    private List<Seen> read() {
        try {
            return HistoryFile.read(file);
        } catch (IOException e) {
            throw CommandException.badInput(
                    "history '%s' cannot be read: %s; name a file that is there, as text".formatted(file, e), e);
        }
    }
}
