package dev.levada.node.reign;

import dev.levada.io.net.Security;
import dev.levada.node.metrics.MemberMetrics;
import dev.levada.node.metrics.Metrics;
import dev.levada.replication.Client;
import dev.levada.replication.Host;
import dev.levada.replication.Replicated;
import dev.levada.replication.consensus.ClusterView;
import dev.levada.replication.replica.MemberHealth;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One of the processes that a coordinator has: it keeps the ledger with the others, and coordinates when it leads them.
 * Any thread; coordinators begin and end on one of its own.
 */
public final class Member implements AutoCloseable {
    private static final long LOOK_MILLIS = 50;
    /** While somebody else leads, and has not begun to reign yet. */
    private static final int LOOKS_PER_CHECK = 10;
    /** A port that another process has may be free in a second. */
    private static final int LOOKS_AFTER_FAILURE = 20;

    private final Logger log = LoggerFactory.getLogger(Member.class);
    private final Terms terms;
    private final Coordinator coordinator;
    private final Replicated<LedgerCommand, LedgerAnswer> replicated;
    private final Client<LedgerCommand, LedgerAnswer> client;
    private final MemberMetrics metrics;
    private final Thread thread;
    private final CountDownLatch closing = new CountDownLatch(1);

    // The thread's alone
    private @Nullable Reign reign;
    private @Nullable AutoCloseable reigning;
    private Optional<String> leader = Optional.empty();
    private int looks;
    /** So many looks it waits before it tries again to coordinate. */
    private int pause;

    private String problem = "";

    /**
     * What a member is.
     *
     * @param self its id
     * @param hosts all members
     * @param directory its own
     * @param security how members prove to each other who they are
     * @param root the directory of the coordinator, which all members share
     * @param metrics where its figures are shown
     */
    public record Terms(String self, List<Host> hosts, Path directory, Security security, Path root, Metrics metrics) {}

    /** What a member does when it leads. */
    public interface Coordinator {
        /**
         * Begins to coordinate, with a ledger of its own.
         *
         * @return ended with the reign; what it still tries to write then is refused
         * @throws IOException if it cannot; it is tried again as long as this member leads
         */
        AutoCloseable begin(Reign reign) throws IOException;
    }

    private Member(Terms terms, Coordinator coordinator) {
        this.terms = terms;
        this.coordinator = coordinator;
        this.replicated = Replicated.of(LedgerMachine::new)
                .group("levada-coordinator")
                .member(terms.self(), terms.hosts(), terms.security())
                .directory(terms.directory())
                .events(event -> log.info("{}", event))
                .start();
        this.metrics = terms.metrics().member(terms.self(), this::health, () -> bytesIn(terms.directory()));
        this.client = replicated.client();
        this.thread = new Thread(this::run, "levada-reign");
        thread.setDaemon(true);
    }

    /** Begins to look for the others. */
    public static Member start(Terms terms, Coordinator coordinator) {
        Member member = new Member(terms, coordinator);
        member.thread.start();
        return member;
    }

    /** What files there hold; those that come and go meanwhile may be left out. */
    private static long bytesIn(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        } catch (IOException | UncheckedIOException e) {
            return 0;
        }
    }

    private void run() {
        while (awaitNextLook()) {
            try {
                look(health().view());
            } catch (IOException | RuntimeException e) {
                failed(e);
            }
        }
        endReign("this process ends");
    }

    private boolean awaitNextLook() {
        try {
            return !closing.await(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** How it is. Any thread. */
    public MemberHealth health() {
        return replicated.health().get(0);
    }

    private void look(ClusterView view) throws IOException {
        if (view.leader().isPresent() && !view.leader().equals(leader)) {
            leader = view.leader();
            metrics.leaderChanged();
        }
        Reign current = reign;
        if (current == null && view.ready()) {
            if (--pause < 0) {
                begin();
            }
        } else if (current != null && current.over().isDone()) {
            endReign(current.over().join());
        } else if (current != null && !view.ready() && ++looks % LOOKS_PER_CHECK == 0) {
            current.check();
        }
    }

    private void begin() throws IOException {
        Reign next = Reign.begin(client, terms.self(), terms.root(), metrics::agreed);
        log.info("member {} coordinates, in reign {}", terms.self(), next.number());
        reign = next;
        reigning = coordinator.begin(next);
        problem = "";
    }

    private void failed(Exception e) {
        String why = String.valueOf(e.getMessage());
        if (!why.equals(problem)) {
            log.warn("member {} cannot coordinate: {}", terms.self(), why, e);
        }
        problem = why;
        pause = LOOKS_AFTER_FAILURE;
        endReign(why);
    }

    private void endReign(String why) {
        Reign ended = reign;
        AutoCloseable coordinating = reigning;
        reign = null;
        reigning = null;
        if (ended == null) {
            return;
        }
        log.warn("reign {} of member {} is over: {}", ended.number(), terms.self(), why);
        try (ended) {
            if (coordinating != null) {
                coordinating.close();
            }
        } catch (Exception e) { // the next reign of this member must not wait for it
            log.warn("reign {} did not end well: {}", ended.number(), e.getMessage(), e);
        }
    }

    /** Ends what it coordinates, which another member goes on with, and the member. */
    @Override
    public void close() {
        closing.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        metrics.close();
        client.close();
        replicated.close();
    }
}
