package dev.levada.faults.replicas;

import dev.levada.faults.Shell;
import dev.levada.replication.Client;
import dev.levada.replication.MemberProcesses;
import dev.levada.replication.client.RetryPolicy;
import dev.levada.replication.history.Registers;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The members of a store of registers, and what may befall them. Confined to one thread, but for clients. */
public final class StoreProcesses implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final int members;
    private final Cables cables;
    private final MemberProcesses<Registers.Operation, Optional<String>> processes;
    private @Nullable Struck struck;

    private record Struck(MemberFault fault, String victim) {}

    private StoreProcesses(
            int members, Cables cables, MemberProcesses<Registers.Operation, Optional<String>> processes) {
        this.members = members;
        this.cables = cables;
        this.processes = processes;
    }

    /**
     * Starts them, and returns without waiting until they serve.
     *
     * @param directory for what members keep and log, new or empty
     * @param cuttable whether ways between members can be cut
     */
    public static StoreProcesses start(int members, Path directory, MemberProcesses.Options options, boolean cuttable)
            throws IOException {
        Cables cables = new Cables();
        return new StoreProcesses(
                members,
                cables,
                MemberProcesses.start(
                        Registers.class, "store", members, directory, cuttable ? options.withWiring(cables) : options));
    }

    /** To be closed before this. */
    public Client<Registers.Operation, Optional<String>> client(RetryPolicy retry) {
        return processes.client(retry);
    }

    /**
     * Waits until all members follow the same one: before that there may be no majority without one of them.
     *
     * @return who leads
     */
    public String awaitWhole() throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        Map<String, String> leaders = processes.leaders();
        while (leaders.size() < members || Set.copyOf(leaders.values()).size() > 1) {
            if (System.nanoTime() > end) {
                throw new IOException(
                        "the %d members do not agree on who leads after %d s; each follows, as far as it answers: %s"
                                .formatted(members, PATIENCE.toSeconds(), leaders));
            }
            LockSupport.parkNanos(LOOK_NANOS);
            leaders = processes.leaders();
        }
        return leaders.values().iterator().next();
    }

    /** Does a fault, and says to whom. One at a time. */
    public String strike(MemberFault fault, String leader) throws IOException, InterruptedException {
        String victim = fault == MemberFault.KILL_FOLLOWER ? follower(leader) : leader;
        struck = new Struck(fault, victim);
        switch (fault) {
            case KILL_LEADER, KILL_FOLLOWER -> processes.kill(victim);
            case FREEZE_LEADER -> signal(victim, "STOP");
            case PARTITION -> cables.cut(victim, true);
        }
        return victim;
    }

    private String follower(String leader) {
        return processes.hosts().stream()
                .map(host -> host.id())
                .filter(id -> !id.equals(leader))
                .findFirst()
                .orElseThrow();
    }

    /** Takes it back, if there was one. */
    public void heal() throws IOException, InterruptedException {
        Struck last = struck;
        struck = null;
        if (last == null) {
            return;
        }
        switch (last.fault()) {
            case KILL_LEADER, KILL_FOLLOWER -> processes.start(last.victim());
            case FREEZE_LEADER -> signal(last.victim(), "CONT");
            case PARTITION -> cables.cut(last.victim(), false);
        }
    }

    private void signal(String member, String signal) throws IOException, InterruptedException {
        ProcessHandle process = ProcessHandle.of(processes.pid(member))
                .orElseThrow(() -> new IOException("the process of member '%s' is gone".formatted(member)));
        Shell.signal(process, signal);
    }

    @Override
    public void close() throws IOException {
        processes.close();
        cables.close();
    }
}
