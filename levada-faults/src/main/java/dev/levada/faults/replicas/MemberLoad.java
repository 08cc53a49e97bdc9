package dev.levada.faults.replicas;

import dev.levada.replication.Client;
import dev.levada.replication.MemberProcesses;
import dev.levada.replication.client.RetryPolicy;
import dev.levada.replication.history.Registers;
import dev.levada.replication.history.Seen;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Starts a store, has clients use it while faults befall its members, and tells what they saw. Operations and faults
 * wait for each other: half of the operations between two faults begin before the first is taken back, and no fault is
 * done before the group is whole.
 */
public final class MemberLoad {
    /** So short that some outcomes are unknown when a leader is lost on a busy machine. */
    private static final RetryPolicy RETRY = new RetryPolicy(Duration.ofMillis(300), Duration.ofSeconds(3));

    /** A fault is taken back after this also if nothing goes on under it. */
    private static final Duration LONGEST_FAULT = Duration.ofSeconds(20);

    private final LoadSettings settings;
    private final Watcher watcher;
    private final int share;
    private final Turnstile turnstile;
    private final History history;

    /** Told what goes on, by any thread, one at a time. */
    public interface Watcher {
        /** An operation has ended. */
        void ended(Seen seen, int count);

        /** A fault is over. */
        void struck(MemberStrike strike);
    }

    private MemberLoad(LoadSettings settings, Watcher watcher) {
        this.settings = settings;
        this.watcher = watcher;
        this.share = settings.operations() / (2 * settings.faults() + 1);
        this.turnstile = new Turnstile(settings.operations(), allowedBefore(0));
        this.history = new History(watcher);
    }

    /**
     * Runs it to its end.
     *
     * @throws IOException if members cannot be started, or do not come together
     */
    public static LoadResult run(LoadSettings settings, Watcher watcher) throws IOException, InterruptedException {
        return new MemberLoad(settings, watcher).run();
    }

    /** What clients have seen; guards it, and calls the watcher one at a time. */
    private static final class History {
        private final Watcher watcher;
        private final List<Seen> seen = new ArrayList<>();

        History(Watcher watcher) {
            this.watcher = watcher;
        }

        synchronized void add(Seen each) {
            seen.add(each);
            watcher.ended(each, seen.size());
        }

        synchronized List<Seen> all() {
            return List.copyOf(seen);
        }

        /** The end of the first write that began after a time and succeeded. */
        synchronized OptionalLong firstWriteAfter(long nanos) {
            return seen.stream()
                    .filter(each ->
                            each.status() == Seen.Status.OK && each.kind() != Seen.Kind.GET && each.callNanos() > nanos)
                    .mapToLong(Seen::returnNanos)
                    .min();
        }
    }

    private LoadResult run() throws IOException, InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(settings.clients());
        try (StoreProcesses store = store()) {
            store.awaitWhole();
            long start = System.nanoTime();
            List<CompletableFuture<Void>> clients = new ArrayList<>();
            for (int i = 0; i < settings.clients(); i++) {
                int number = i;
                Client<Registers.Operation, Optional<String>> client = store.client(RETRY);
                clients.add(CompletableFuture.runAsync(() -> use(client, number, start), threads));
            }
            List<MemberStrike> strikes = strikes(store, start);
            turnstile.allow(settings.operations());
            join(clients);
            return new LoadResult(history.all(), strikes, (System.nanoTime() - start) / 1e9);
        } finally {
            threads.shutdownNow();
            boolean unused = threads.awaitTermination(10, TimeUnit.SECONDS);
        }
    }

    private StoreProcesses store() throws IOException {
        return StoreProcesses.start(
                settings.members(),
                settings.directory(),
                MemberProcesses.Options.of(settings.timings()).withConsensus(settings.consensus()),
                settings.fault().equals(Optional.of(MemberFault.PARTITION)));
    }

    private static void join(List<CompletableFuture<Void>> clients) throws IOException {
        try {
            clients.forEach(CompletableFuture::join);
        } catch (CompletionException e) {
            throw new IOException("a client failed: " + e.getCause(), e);
        }
    }

    private void use(Client<Registers.Operation, Optional<String>> client, int number, long start) {
        try (client) {
            StoreClient user = new StoreClient(client, number, settings, start);
            for (int next = turnstile.next(); next >= 0; next = turnstile.next()) {
                history.add(user.operation(next));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** How many may begin before a step: each fault has two, that it is done and that it is taken back. */
    private int allowedBefore(int step) {
        return Math.min(settings.operations(), (step + 1) * share + share / 2);
    }

    private List<MemberStrike> strikes(StoreProcesses store, long start) throws IOException, InterruptedException {
        List<MemberStrike> strikes = new ArrayList<>();
        MemberFault fault = settings.fault().orElse(null);
        for (int i = 0; fault != null && i < settings.faults(); i++) {
            turnstile.await((2 * i + 1) * share, LONGEST_FAULT);
            String leader = store.awaitWhole();
            long struck = System.nanoTime() - start;
            String victim = store.strike(fault, leader);
            turnstile.allow(allowedBefore(2 * i + 1));
            turnstile.await((2 * i + 2) * share, LONGEST_FAULT);
            OptionalLong write = history.firstWriteAfter(struck);
            long healed = System.nanoTime();
            store.heal();
            turnstile.allow(allowedBefore(2 * i + 2));
            store.awaitWhole();
            MemberStrike strike = new MemberStrike(
                    fault,
                    victim,
                    write.isPresent() ? OptionalLong.of(millis(write.getAsLong() - struck)) : OptionalLong.empty(),
                    millis(System.nanoTime() - healed));
            strikes.add(strike);
            watcher.struck(strike);
        }
        return strikes;
    }

    private static long millis(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(nanos);
    }
}
