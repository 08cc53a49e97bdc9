package dev.levada.replication.replica;

import dev.levada.api.codec.ByteInput;
import dev.levada.api.codec.ByteOutput;
import dev.levada.replication.consensus.ClusterView;
import dev.levada.replication.consensus.ConsensusException;
import dev.levada.replication.consensus.ConsensusNode;
import dev.levada.replication.consensus.ConsensusProvider;
import dev.levada.replication.consensus.Member;
import dev.levada.replication.consensus.Members;
import dev.levada.replication.consensus.NodeConfig;
import dev.levada.replication.session.Answer;
import dev.levada.replication.session.Batcher;
import dev.levada.replication.session.Entry;
import dev.levada.replication.session.Machine;
import dev.levada.replication.session.Operation;
import dev.levada.replication.session.SessionMachine;
import dev.levada.replication.session.SessionPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A member of a group. Thread-safe. What is asked of it is put together into entries while it leads; else it says who
 * does. Nothing here waits.
 */
public final class Replica implements AutoCloseable {
    private static final int MAX_BATCH_BYTES = 1024 * 1024;
    private static final long MAX_WAITING_BYTES = 64L * 1024 * 1024;
    private static final int READS_TOGETHER = 4096;

    /** A new member must catch up meanwhile. */
    private static final Duration RECONFIGURATION = Duration.ofSeconds(30);

    private final NodeConfig config;
    private final Batching batching;
    private final AppliedLog log;
    private final ConsensusNode node;
    private final GroupClock clock = new GroupClock();

    /** Guards the two batchers. */
    private final ReentrantLock waitingLock = new ReentrantLock();

    private final Batcher<Asked> commands;
    private final Batcher<Asked> queries;
    private volatile @Nullable ConsensusException failure;

    /** Is told what follows from the log, on the thread that applies it; must not wait. */
    public interface Observer {
        /** The state was hashed, to be compared with that of others. */
        void sampled(SessionMachine.Sample sample);

        /** The state of a member, which may be this one, differs from that of the others. Said once for each. */
        void differs(String member);
    }

    /**
     * How what is asked is put together.
     *
     * @param maxCommands of one entry; 1 puts nothing together
     * @param maxInFlight entries that may be on their way
     * @param timeout after which a member gives up on an entry, and says that nothing is certain
     */
    public record Batching(int maxCommands, int maxInFlight, Duration timeout) {

        public Batching {
            if (maxCommands < 1 || maxInFlight < 1 || timeout.isNegative() || timeout.isZero()) {
                throw new IllegalArgumentException(
                        "batches, entries in flight and time-out are positive, were %d, %d and %s"
                                .formatted(maxCommands, maxInFlight, timeout));
            }
        }

        /** Up to 256 commands, 8 entries, 5 s. */
        public static Batching standard() {
            return new Batching(256, 8, Duration.ofSeconds(5));
        }
    }

    record Asked(Operation operation, CompletableFuture<Answer> answer) {}

    private Replica(
            ConsensusProvider provider,
            NodeConfig config,
            Supplier<? extends Machine> machines,
            SessionPolicy policy,
            Batching batching,
            Observer observer)
            throws ConsensusException {
        this.config = config;
        this.batching = batching;
        commands = new Batcher<>(batching.maxCommands(), MAX_BATCH_BYTES, batching.maxInFlight(), MAX_WAITING_BYTES);
        queries = new Batcher<>(READS_TOGETHER, MAX_BATCH_BYTES, 1, MAX_WAITING_BYTES);
        log = new AppliedLog(new SessionMachine(machines, policy), config.self(), observer, cause -> failure = cause);
        node = provider.open(config, log);
    }

    /** Opens a member; it takes part when this returns, and need not have found the others. */
    public static Replica open(
            ConsensusProvider provider,
            NodeConfig config,
            Supplier<? extends Machine> machines,
            SessionPolicy policy,
            Batching batching,
            Observer observer)
            throws ConsensusException {
        return new Replica(provider, config, machines, policy, batching, observer);
    }

    /** Does what is asked, if this member leads. The future never fails; what hangs on it must be short. */
    public CompletableFuture<Answer> ask(Operation operation) {
        if (operation.kind() == Operation.Kind.HEALTH) {
            ByteOutput out = new ByteOutput(256);
            health().write(out);
            return CompletableFuture.completedFuture(Answer.done(out.toByteArray()));
        }
        ConsensusException failed = failure;
        if (failed != null) {
            return CompletableFuture.completedFuture(
                    Answer.of(Answer.Kind.UNAVAILABLE, String.valueOf(failed.getMessage())));
        }
        if (operation.kind() == Operation.Kind.RECONFIGURE) {
            return reconfigure(operation);
        }
        Asked asked = new Asked(operation, new CompletableFuture<>());
        boolean query = operation.kind() == Operation.Kind.QUERY;
        if (offer(query ? queries : commands, asked)) {
            pump();
        } else {
            asked.answer().complete(Answer.of(Answer.Kind.OVERLOADED, "too much waits at this member"));
        }
        return asked.answer();
    }

    private CompletableFuture<Answer> reconfigure(Operation operation) {
        try {
            List<Member> target = Members.read(new ByteInput(operation.content()));
            return node.reconfigure(target, RECONFIGURATION)
                    .handle((done, e) -> e == null ? Answer.done(new byte[0]) : Refusals.of(e));
        } catch (UnsupportedOperationException e) {
            return CompletableFuture.completedFuture(Answer.of(Answer.Kind.THREW, String.valueOf(e.getMessage())));
        }
    }

    private boolean offer(Batcher<Asked> batcher, Asked asked) {
        waitingLock.lock();
        try {
            return batcher.offer(asked, asked.operation().bytes());
        } finally {
            waitingLock.unlock();
        }
    }

    private List<Asked> next(Batcher<Asked> batcher) {
        waitingLock.lock();
        try {
            return batcher.next();
        } finally {
            waitingLock.unlock();
        }
    }

    private void landed(Batcher<Asked> batcher) {
        waitingLock.lock();
        try {
            batcher.landed();
        } finally {
            waitingLock.unlock();
        }
    }

    private void pump() {
        for (List<Asked> batch = next(commands); !batch.isEmpty(); batch = next(commands)) {
            propose(batch);
        }
        for (List<Asked> batch = next(queries); !batch.isEmpty(); batch = next(queries)) {
            read(batch);
        }
    }

    private void propose(List<Asked> batch) {
        long stamp = clock.stamp(node.view().term(), log.clockMillis());
        Entry entry = new Entry(stamp, batch.stream().map(Asked::operation).toList());
        CompletableFuture<?> unused = node.propose(entry.toBytes(), batching.timeout())
                .handle((answers, e) -> {
                    landed(commands);
                    if (e == null) {
                        answer(batch, Entry.answers(answers));
                    } else {
                        refuse(batch, Refusals.of(e));
                    }
                    pump();
                    return null;
                });
    }

    private static void answer(List<Asked> batch, List<Answer> answers) {
        for (int i = 0; i < batch.size(); i++) {
            batch.get(i).answer().complete(answers.get(i));
        }
    }

    private static void refuse(List<Asked> batch, Answer refusal) {
        batch.forEach(asked -> asked.answer().complete(refusal));
    }

    private void read(List<Asked> batch) {
        CompletableFuture<?> unused = node.readBarrier(batching.timeout()).handle((index, e) -> {
            if (e == null) {
                log.query(batch);
            } else {
                refuse(batch, Refusals.of(e));
            }
            landed(queries);
            pump();
            return null;
        });
    }

    /** The group as it looks from here. */
    public ClusterView view() {
        return node.view();
    }

    /** How this member is. */
    public MemberHealth health() {
        ConsensusException failed = failure;
        return new MemberHealth(
                config.self(),
                node.view(),
                log.health(waiting()),
                config.directory().toFile().getUsableSpace(),
                Optional.ofNullable(failed).map(Throwable::getMessage));
    }

    private int waiting() {
        waitingLock.lock();
        try {
            return commands.size() + queries.size();
        } finally {
            waitingLock.unlock();
        }
    }

    /** For changes of the group and snapshots on demand. */
    public ConsensusNode node() {
        return node;
    }

    /** Why this member cannot go on; null while it can. */
    public @Nullable ConsensusException failure() {
        return failure;
    }

    @Override
    public void close() {
        node.close();
        Answer stopped = Answer.of(Answer.Kind.UNAVAILABLE, "the member has stopped");
        refuse(drain(commands), stopped);
        refuse(drain(queries), stopped);
    }

    private List<Asked> drain(Batcher<Asked> batcher) {
        waitingLock.lock();
        try {
            return batcher.drain();
        } finally {
            waitingLock.unlock();
        }
    }
}
