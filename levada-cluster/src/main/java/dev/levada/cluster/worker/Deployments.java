package dev.levada.cluster.worker;

import dev.levada.cluster.control.Order;
import dev.levada.cluster.control.Report;
import dev.levada.cluster.coordinator.Deployment;
import dev.levada.cluster.coordinator.Starts;
import dev.levada.core.element.Element;
import dev.levada.core.plan.ChannelId;
import dev.levada.core.plan.JobPlan;
import dev.levada.core.plan.TaskId;
import dev.levada.core.recovery.JobRecovery;
import dev.levada.core.snapshot.SnapshotReader;
import dev.levada.core.snapshot.Standby;
import dev.levada.core.snapshot.StoredSnapshot;
import dev.levada.core.snapshot.TaskStart;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Has new attempts begin in a process, from what is stored, or with those that followed the ones before. What is read
 * is read in the background; what becomes of a task is decided on its thread.
 */
final class Deployments {
    private final Worker worker;
    private final JobPlan plan;
    private final JobRecovery policy;
    private final WorkerHost host;
    private final Standby standby;
    private final Followers followers;
    private final Set<Long> loading = new LinkedHashSet<>();

    Deployments(
            Worker worker, JobPlan plan, JobRecovery policy, WorkerHost host, Standby standby, Followers followers) {
        this.worker = worker;
        this.plan = plan;
        this.policy = policy;
        this.host = host;
        this.standby = standby;
        this.followers = followers;
    }

    /** On the worker's own thread. Does nothing while the same is being done. */
    void start(Order.Start order) {
        if (loading.add(order.deployment().round())) {
            Runnable load = () -> host.inBackground(() -> load(order));
            if (host.beginsLog(order.deployment().line())) {
                worker.voidAllBefore(order.deployment().round(), load);
            } else {
                load.run();
            }
        }
    }

    /** Reads what new attempts begin with; waits for the store. */
    private void load(Order.Start order) {
        List<TaskId> fresh = new ArrayList<>();
        for (TaskId task : order.tasks()) {
            long number = order.roster().attempt(task);
            if (worker.place(task).mayBegin(number, order.deployment().round())) {
                fresh.add(task);
            } else {
                host.onTask(task, () -> begunBefore(task, number, order));
            }
        }
        if (fresh.isEmpty() || !reads(order, () -> load(fresh, order))) {
            loaded(order);
        }
    }

    private void loaded(Order.Start order) {
        host.onWorker(() -> loading.remove(order.deployment().round()));
    }

    /** First where each task stands, and then, side by side, what it holds. */
    private void load(List<TaskId> tasks, Order.Start order) throws IOException {
        Map<TaskId, StoredSnapshot> stored = new LinkedHashMap<>();
        for (Map.Entry<TaskId, String> snapshot : snapshots(order.deployment()).entrySet()) {
            stored.put(snapshot.getKey(), SnapshotReader.read(host.storage(), snapshot.getValue()));
        }
        Starts starts = new Starts(plan, order.deployment(), stored);
        if (policy.exactCuts()) {
            starts.checkCut();
        }
        AtomicInteger left = new AtomicInteger(tasks.size());
        for (TaskId task : tasks) {
            host.inBackground(() -> {
                boolean unused = reads(order, () -> load(task, starts, stored.get(task), order));
                if (left.decrementAndGet() == 0) {
                    loaded(order);
                }
            });
        }
    }

    /** The name of the snapshot to which each member goes back that has one; the floors are raised by now. */
    private Map<TaskId, String> snapshots(Deployment deployment) throws IOException {
        Map<TaskId, String> snapshots = new LinkedHashMap<>();
        Set<String> names = null;
        for (Map.Entry<TaskId, Long> member : deployment.attempts().entrySet()) {
            TaskId task = member.getKey();
            String own = deployment.snapshots().get(task);
            if (deployment.repeating().contains(task) && policy.backToNewest(task)) {
                names = names == null ? new LinkedHashSet<>(host.storage().names()) : names;
                own = StoredSnapshot.newest(task, deployment.epoch(), member.getValue(), names)
                        .orElse(own);
            }
            if (own != null) {
                snapshots.put(task, own);
            }
        }
        return snapshots;
    }

    private void load(TaskId task, Starts starts, @Nullable StoredSnapshot own, Order.Start order) throws IOException {
        boolean follows = order.deployment().repeating().contains(task) && followers.follows(task);
        if (!follows && order.states().containsKey(task)) {
            host.onTask(task, () -> nobodyLeads(task, order));
        } else if (follows) {
            TaskStart start = host.begin(task, starts.of(task, host.run(), new LinkedHashMap<>()), order);
            host.onTask(task, () -> lead(task, start, order, () -> loadAll(task, starts, own, order)));
        } else {
            loadAll(task, starts, own, order);
        }
    }

    private void loadAll(TaskId task, Starts starts, @Nullable StoredSnapshot own, Order.Start order)
            throws IOException {
        try {
            if (standby.holds(task)) {
                host.noticed(Notice.BEGUN_WARM);
            }
            Map<String, TaskStart.OperatorStart> operators = own == null ? new LinkedHashMap<>() : standby.take(own);
            Map<ChannelId, List<Element>> sent =
                    own == null ? new LinkedHashMap<>() : SnapshotReader.sent(host.storage(), own, host.codecs());
            TaskStart start =
                    host.begin(task, starts.of(task, host.run(), operators).holding(sent), order);
            host.onTask(task, () -> start(task, start, order));
        } catch (Error e) { // of user code, which reads keys and values
            host.onTask(task, () -> notBuilt(task, order.roster().attempt(task), e));
        }
    }

    private interface Reading {
        void read() throws IOException;
    }

    /** Whether it could be read. */
    private boolean reads(Order.Start order, Reading reading) {
        try {
            reading.read();
            return true;
        } catch (IOException e) {
            host.unreadable(order, e);
        } catch (RuntimeException e) {
            host.corrupt(order, e);
        }
        return false;
    }

    /** It runs, or has failed already, which was told. */
    private void begunBefore(TaskId task, long number, Order.Start order) {
        Attempt running = worker.place(task).running(number);
        if (running != null) {
            restored(running, order);
        }
    }

    /** Has the follower of a task go on as the attempt that begins; if it cannot, one begins from the snapshot. */
    private void lead(TaskId task, TaskStart start, Order.Start order, Reading otherwise) {
        Place place = worker.place(task);
        long number = start.attempt();
        if (!place.mayBegin(number, order.deployment().round())) {
            begunBefore(task, number, order);
            return;
        }
        Attempt follower = followers.take(task, start, order.states().get(task));
        if (follower == null && order.states().containsKey(task)) {
            nobodyLeads(task, order);
            return;
        }
        if (follower == null) {
            host.inBackground(() -> {
                boolean unused = reads(order, otherwise);
            });
            return;
        }
        place.clear();
        place.begun(number);
        host.leads(follower, order);
        place.fill(follower, order.deployment().round());
        if (follower.lead(start, order.roster())) {
            host.noticed(Notice.FOLLOWER_LEADS);
            restored(follower, order);
            host.opened(follower);
        }
    }

    /** The snapshot that counts is of the leader that was given up: nobody may begin with that. */
    private void nobodyLeads(TaskId task, Order.Start order) {
        long number = order.roster().attempt(task);
        if (worker.place(task).mayBegin(number, order.deployment().round())) {
            worker.place(task).begun(number);
            worker.failed(new Report.Failed(
                    task, number, "nobody here follows task %s who may lead it".formatted(task), true));
        } else {
            begunBefore(task, number, order);
        }
    }

    private void start(TaskId task, TaskStart start, Order.Start order) {
        Place place = worker.place(task);
        long number = start.attempt();
        if (!place.mayBegin(number, order.deployment().round())) {
            begunBefore(task, number, order);
            return;
        }
        followers.stop(task);
        place.clear();
        place.begun(number);
        Attempt attempt;
        try {
            attempt = host.build(worker, task, start, order);
        } catch (Throwable t) { // user code is called where operators are made
            notBuilt(task, number, t);
            return;
        }
        place.fill(attempt, order.deployment().round());
        if (attempt.open(order.roster())) {
            restored(attempt, order);
            host.opened(attempt);
        }
    }

    private void notBuilt(TaskId task, long number, Throwable cause) {
        worker.place(task).begun(number);
        host.unbuildable(task, number, cause);
        worker.failed(new Report.Failed(task, number, String.valueOf(cause.getMessage()), true));
    }

    private void restored(Attempt attempt, Order.Start order) {
        worker.say(new Report.Restored(
                attempt.id(),
                attempt.number(),
                order.deployment().round(),
                attempt.task().isReplaying()));
    }
}
