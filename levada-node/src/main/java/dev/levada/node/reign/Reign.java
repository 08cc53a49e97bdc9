package dev.levada.node.reign;

import dev.levada.io.time.SystemTime;
import dev.levada.node.storage.Ledger;
import dev.levada.node.storage.RecordLog;
import dev.levada.node.storage.StateDirectory;
import dev.levada.replication.Client;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** The time in which one member coordinates: what it writes counts until another begins to reign. Any thread. */
@SuppressWarnings("exports") // for the rooms of this module
public final class Reign implements Ledger {
    private static final String JOBS = "jobs";

    private final Client<LedgerCommand, LedgerAnswer> client;
    private final long number;
    private final Path root;
    private final RecordLog jobs;
    private final Consumer<Duration> agreed;
    private final CompletableFuture<String> over = new CompletableFuture<>();

    private Reign(Client<LedgerCommand, LedgerAnswer> client, long number, Path root, Consumer<Duration> agreed) {
        this.agreed = agreed;
        this.client = client;
        this.number = number;
        this.root = root;
        this.jobs = log(JOBS);
    }

    /**
     * Begins: no other reign counts from now on.
     *
     * @param root the directory under which all jobs have theirs
     * @param agreed told of each decision how long it took to be agreed on
     */
    static Reign begin(
            Client<LedgerCommand, LedgerAnswer> client, String member, Path root, Consumer<Duration> agreed) {
        return new Reign(client, client.send(new LedgerCommand.Begin(member)).reign(), root, agreed);
    }

    /** From 1. */
    public long number() {
        return number;
    }

    /** Ends with why, when it is found out that this reign does not count any more, or cannot go on. */
    public CompletableFuture<String> over() {
        return over;
    }

    /** Asks whether it still counts. */
    void check() {
        var unused = client.queryAsync(new LedgerCommand.Current()).thenAccept(this::look);
    }

    /** Fails if the reign is over; whatever else fails ends it, as nobody knows then what has become of the command. */
    CompletableFuture<LedgerAnswer> send(LedgerCommand command) {
        if (over.isDone()) {
            return CompletableFuture.failedFuture(new IllegalStateException(over.join()));
        }
        long began = SystemTime.nanos();
        return client.sendAsync(command)
                .whenComplete((answer, failure) -> {
                    if (failure != null) {
                        over.complete("what it decides is not agreed on: " + failure.getMessage());
                    } else {
                        agreed.accept(Duration.ofNanos(SystemTime.nanos() - began));
                        look(answer);
                    }
                })
                .thenApply(answer -> {
                    if (answer.reign() != number) {
                        throw new IllegalStateException(over.join());
                    }
                    return answer;
                });
    }

    private void look(LedgerAnswer answer) {
        if (answer.reign() != number) {
            over.complete("member '%s' coordinates now".formatted(answer.member()));
        }
    }

    private RecordLog log(String name) {
        return new ReignLog(
                this, name, client.query(new LedgerCommand.Read(name)).records());
    }

    private String name(Path directory) {
        return root.relativize(directory).toString();
    }

    @Override
    public RecordLog jobs() {
        return jobs;
    }

    @Override
    public StateDirectory state(Path directory) {
        return StateDirectory.open(directory, log(name(directory)));
    }

    /** Writes what was decided where people and tools look for it. */
    @Override
    public void retire(Path directory) throws IOException {
        String name = name(directory);
        List<byte[]> decided = client.query(new LedgerCommand.Read(name)).records();
        if (!decided.isEmpty() && Files.isDirectory(directory)) {
            StateDirectory.write(directory, decided);
        }
        LedgerAnswer unused =
                send(new LedgerCommand.Replace(number, name, List.of())).join();
    }

    /** Nothing is written any more. */
    @Override
    public void close() throws IOException {
        over.complete("it has ended");
        jobs.close();
    }
}
