package dev.levada.replication.replica;

import dev.levada.replication.consensus.ConsensusException;
import dev.levada.replication.consensus.ReplicatedLog;
import dev.levada.replication.session.SessionMachine;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** The machine as the provider sees it. Its lock is taken once for an entry, and for a batch of queries. */
final class AppliedLog implements ReplicatedLog {
    private final SessionMachine machine;
    private final String self;
    private final Replica.Observer observer;
    private final Consumer<ConsensusException> failure;
    private final ReentrantLock machineLock = new ReentrantLock();
    private volatile long clockMillis;
    private volatile long busySinceNanos;
    private volatile List<String> differing = List.of();
    private volatile long entries;
    private volatile int sessions;

    /** @param failure is told why this member cannot go on */
    AppliedLog(SessionMachine machine, String self, Replica.Observer observer, Consumer<ConsensusException> failure) {
        this.machine = machine;
        this.self = self;
        this.observer = observer;
        this.failure = failure;
    }

    long clockMillis() {
        return clockMillis;
    }

    MemberHealth.MachineHealth health(int waiting) {
        long since = busySinceNanos;
        long busy = since == 0 ? 0 : Math.max(1, (System.nanoTime() - since) / 1_000_000);
        return new MemberHealth.MachineHealth(entries, sessions, waiting, busy, differing);
    }

    private void begin() {
        machineLock.lock();
        busySinceNanos = System.nanoTime() | 1;
    }

    private void end() {
        clockMillis = machine.clockMillis();
        entries = machine.entries();
        sessions = machine.sessionCount();
        busySinceNanos = 0;
        machineLock.unlock();
    }

    void query(List<Replica.Asked> batch) {
        begin();
        try {
            batch.forEach(asked ->
                    asked.answer().complete(machine.query(asked.operation().content())));
        } finally {
            end();
        }
    }

    @Override
    public byte[] apply(long index, long term, byte[] entry) {
        begin();
        try {
            byte[] answers = machine.apply(entry);
            machine.takeSample().ifPresent(observer::sampled);
            if (machine.differing().size() > differing.size()) {
                differ(List.copyOf(machine.differing()));
            }
            return answers;
        } finally {
            end();
        }
    }

    private void differ(List<String> all) {
        List<String> before = differing;
        differing = all;
        if (all.contains(self) && !before.contains(self)) {
            failure.accept(ConsensusException.of(
                    ConsensusException.Kind.FATAL,
                    "the state of member '%s' differs from that of the others; it is not to be used any more"
                            .formatted(self)));
        }
        all.stream().filter(member -> !before.contains(member)).forEach(observer::differs);
    }

    @Override
    public void writeSnapshot(OutputStream out) throws IOException {
        begin();
        try {
            machine.snapshot(out);
        } finally {
            end();
        }
    }

    @Override
    public void readSnapshot(InputStream in) throws IOException {
        begin();
        try {
            machine.restore(in);
            differing = List.copyOf(machine.differing());
        } finally {
            end();
        }
    }

    @Override
    public void failed(ConsensusException cause) {
        failure.accept(cause);
    }
}
