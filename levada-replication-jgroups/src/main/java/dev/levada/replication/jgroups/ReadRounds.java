package dev.levada.replication.jgroups;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jgroups.Address;
import org.jgroups.JChannel;
import org.jgroups.Message;
import org.jgroups.Receiver;
import org.jgroups.protocols.raft.RAFT;
import org.jgroups.raft.util.Utils;
import org.jspecify.annotations.Nullable;

/**
 * Asks the others which term they are in: while a majority is in the leader's, nobody can have led in a later one. That
 * is what the reads of JGroups-raft 1.1 lack: they count answers to what was asked before them, and commit what no
 * majority has. Messages are {@code kind byte, round long, term long}. Thread-safe.
 *
 * @see <a href="https://github.com/ongardie/dissertation">Raft, section 6.4</a>
 */
final class ReadRounds implements Receiver {
    private static final Logger LOG = Logger.getLogger(ReadRounds.class.getName());
    private static final byte ASK = 1;
    private static final byte ANSWER = 2;
    private static final int BYTES = 1 + 2 * Long.BYTES;

    private final JChannel channel;
    private final RAFT raft;
    private final ReentrantLock roundsLock = new ReentrantLock();

    // The lock guards both.
    private final Map<Long, Round> rounds = new HashMap<>();
    private long last;

    private record Round(long term, int needed, Set<String> agree, CompletableFuture<Void> confirmed) {}

    ReadRounds(JChannel channel, RAFT raft) {
        this.channel = channel;
        this.raft = raft;
    }

    /**
     * Begins one. Whoever gives up on it completes the future.
     *
     * @return ends when a majority was in this term after the call
     */
    CompletableFuture<Void> confirm(long term) {
        CompletableFuture<Void> confirmed = new CompletableFuture<>();
        long number = 0;
        roundsLock.lock();
        try {
            number = ++last;
            rounds.put(number, new Round(term, raft.majority() - 1, new HashSet<>(), confirmed));
        } finally {
            roundsLock.unlock();
        }
        long asked = number;
        CompletableFuture<?> unused = confirmed.whenComplete((done, e) -> forget(asked));
        if (raft.majority() == 1) {
            confirmed.complete(null);
        } else {
            send(null, ASK, asked, term);
        }
        return confirmed;
    }

    private void forget(long round) {
        roundsLock.lock();
        try {
            rounds.remove(round);
        } finally {
            roundsLock.unlock();
        }
    }

    /** @param to everybody, if null */
    private void send(@Nullable Address to, byte kind, long round, long term) {
        byte[] bytes = ByteBuffer.allocate(BYTES)
                .put(kind)
                .putLong(round)
                .putLong(term)
                .array();
        try {
            channel.send(to, bytes);
        } catch (Exception e) { // it has left: then there is no answer, and who waits gives up
            LOG.log(Level.FINE, "not sent", e);
        }
    }

    @Override
    public void receive(Message message) {
        if (message.getLength() != BYTES || message.src().equals(channel.address())) {
            return;
        }
        ByteBuffer in = ByteBuffer.wrap(message.getArray(), message.getOffset(), BYTES);
        byte kind = in.get();
        long round = in.getLong();
        long term = in.getLong();
        if (kind == ASK) {
            send(message.src(), ANSWER, round, raft.currentTerm());
        } else if (kind == ANSWER) {
            answered(round, Utils.extractRaftId(message.src()), term);
        }
    }

    private void answered(long number, String from, long term) {
        CompletableFuture<Void> confirmed = null;
        roundsLock.lock();
        try {
            Round round = rounds.get(number);
            if (round != null && round.term() == term && raft.members().contains(from)) {
                round.agree().add(from);
                confirmed = round.agree().size() >= round.needed() ? round.confirmed() : null;
            }
        } finally {
            roundsLock.unlock();
        }
        if (confirmed != null) {
            confirmed.complete(null);
        }
    }
}
