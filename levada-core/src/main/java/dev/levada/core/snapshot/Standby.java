package dev.levada.core.snapshot;

import dev.levada.core.codec.Codecs;
import dev.levada.core.plan.TaskId;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The state of tasks that may come to run in this process, loaded before it is needed: a warm standby. It follows
 * complete epochs object by object, and a task that begins loads only what is missing. Objects in the store never
 * change, so whether what is held is of use is seen from their names alone: it can be old, but not wrong. Any thread.
 */
public final class Standby {
    private final SnapshotStorage storage;
    private final Codecs codecs;
    private final long mostBytes;
    private final Map<TaskId, Held> held = new LinkedHashMap<>();
    /** They do not fit, and are not tried again. */
    private final Set<TaskId> tooLarge = new LinkedHashSet<>();

    private Map<TaskId, String> wanted = new LinkedHashMap<>();
    private long epoch;
    private long bytes;
    private boolean loading;

    /**
     * Holds nothing.
     *
     * @param codecs read keys and values
     * @param mostBytes how much of the store it may hold; in memory that is several times as large
     */
    public Standby(SnapshotStorage storage, Codecs codecs, long mostBytes) {
        this.storage = storage;
        this.codecs = codecs;
        this.mostBytes = mostBytes;
    }

    /**
     * Says for which tasks to stand by, and lets go of all others.
     *
     * @param ofEpoch the complete epoch that the snapshots are of; late word of an earlier one is not heeded
     * @param snapshots the names of the tasks' snapshots
     * @return whether {@link #load} is to be called now; nobody is in it
     */
    public synchronized boolean follow(long ofEpoch, Map<TaskId, String> snapshots) {
        if (ofEpoch < epoch) {
            return false;
        }
        epoch = ofEpoch;
        wanted = new LinkedHashMap<>(snapshots);
        tooLarge.forEach(wanted::remove);
        for (TaskId task : List.copyOf(held.keySet())) {
            if (!wanted.containsKey(task)) {
                release(task);
            }
        }
        boolean begins = !loading && !wanted.isEmpty();
        loading |= begins;
        return begins;
    }

    /** Loads what is wanted and not there, as far as it can be read and fits; waits for the store. */
    public void load() {
        Runnable next;
        while ((next = next()) != null) {
            next.run();
        }
    }

    private synchronized @Nullable Runnable next() {
        for (Map.Entry<TaskId, String> each : wanted.entrySet()) {
            Held its = held.computeIfAbsent(each.getKey(), Held::new);
            String snapshot = each.getValue();
            if (!its.snapshot.equals(snapshot)) {
                its.snapshot = snapshot;
                return () -> its.load(snapshot);
            }
        }
        loading = false;
        return null;
    }

    private synchronized @Nullable Held release(TaskId task) {
        wanted.remove(task);
        Held its = held.remove(task);
        bytes -= its == null ? 0 : its.bytes;
        return its;
    }

    private synchronized void read(Held its, int length) {
        if (held.get(its.task) == its) {
            bytes += length;
            its.bytes += length;
            if (bytes > mostBytes) {
                tooLarge.add(its.task);
                Held unused = release(its.task);
                throw new IllegalStateException("there is no room to stand by for " + its.task);
            }
        }
    }

    private synchronized void freed(Held its) {
        if (held.get(its.task) == its) {
            bytes -= its.bytes;
            its.bytes = 0;
        }
    }

    /** Whether something of a task is held. */
    public synchronized boolean holds(TaskId task) {
        Held its = held.get(task);
        return its != null && its.bytes > 0;
    }

    /**
     * What the operators of a task that begins now start with; what is held of it is not read again. Waits for the
     * store, and for what is being loaded for that very task.
     *
     * @throws RuntimeException if what was read makes no sense
     */
    public Map<String, TaskStart.OperatorStart> take(StoredSnapshot snapshot) throws IOException {
        Held its = release(snapshot.task());
        return its == null
                ? SnapshotReader.operators(storage, snapshot, codecs, new LinkedHashMap<>())
                : its.take(snapshot);
    }

    /** What is held of a task. Its lock is taken before that of the whole. */
    private final class Held {
        private final TaskId task;
        private final Map<String, PartialState> operators = new LinkedHashMap<>();
        private boolean taken;
        /** What was asked for last; guarded by the whole, like the bytes. */
        private String snapshot = "";

        private long bytes;

        Held(TaskId task) {
            this.task = task;
        }

        synchronized void load(String name) {
            if (taken) {
                return;
            }
            try {
                StoredSnapshot stored = SnapshotReader.read(storage, name);
                if (!leadsTo(stored)) {
                    operators.clear(); // before anything else is read: there is no room for both
                    freed(this);
                }
                for (StoredSnapshot.StoredOperator operator : stored.operators()) {
                    begun(operator.operator()).loadRest(operator.state());
                }
            } catch (IOException | RuntimeException e) {
                operators.clear(); // whoever needs it reads it again, and says then what is wrong with it
                freed(this);
            }
        }

        private boolean leadsTo(StoredSnapshot stored) {
            return stored.operators().stream()
                    .allMatch(operator -> begun(operator.operator()).begins(operator.state()));
        }

        private PartialState begun(String operator) {
            return operators.computeIfAbsent(
                    operator, any -> new PartialState(storage, operator, codecs, length -> read(this, length)));
        }

        synchronized Map<String, TaskStart.OperatorStart> take(StoredSnapshot stored) throws IOException {
            taken = true;
            return SnapshotReader.operators(storage, stored, codecs, operators);
        }
    }
}
