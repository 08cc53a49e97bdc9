package dev.levada.cluster.worker;

import dev.levada.cluster.control.Order;
import dev.levada.cluster.control.Report;
import dev.levada.cluster.coordinator.Fenced;
import dev.levada.core.determinant.DeterminantSlice;
import dev.levada.core.plan.ChannelId;
import dev.levada.core.plan.JobPlan;
import dev.levada.core.plan.TaskId;
import dev.levada.core.recovery.JobRecovery;
import dev.levada.core.snapshot.Standby;
import dev.levada.core.snapshot.TaskSnapshot;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of a job in one process: does what the coordinator says, and keeps telling it what matters until it
 * answers.
 *
 * <p>Orders and {@link #beat} belong on the worker's own thread. What concerns one task runs on that task's thread.
 */
public final class Worker implements Order.Handler {
    private final JobPlan plan;
    private final JobRecovery policy;
    private final WorkerHost host;
    private final Map<TaskId, Place> places;
    private final Set<Long> collecting = new LinkedHashSet<>();
    private final Reports reports;
    private final Standby standby;
    private final Followers followers;
    private final Deployments deployments;
    /** The last epoch that a task here was told of as complete. */
    private long complete;

    /** No task runs. */
    public Worker(JobPlan plan, JobRecovery policy, WorkerHost host) {
        this.plan = plan;
        this.policy = policy;
        this.host = host;
        this.reports = new Reports(host);
        this.standby = new Standby(host.storage(), host.codecs(), host.standbyBytes());
        Map<TaskId, Place> all = new LinkedHashMap<>();
        for (JobPlan.Chain chain : plan.chains()) {
            for (int index = 0; index < chain.parallelism(); index++) {
                all.put(chain.task(index), new Place());
            }
        }
        this.places = all;
        this.followers = new Followers(this, plan, host);
        this.deployments = new Deployments(this, plan, policy, host, standby, followers);
    }

    Place place(TaskId task) {
        Place place = places.get(task);
        if (place == null) {
            throw new IllegalArgumentException("job '%s' has no task %s".formatted(plan.job(), task));
        }
        return place;
    }

    /** The latest attempt at a task in this process, running or not; null if there is none. Any thread. */
    public @Nullable Attempt attempt(TaskId task) {
        return place(task).attempt();
    }

    /** Whether an attempt at a task runs here. On the task's thread. */
    boolean runs(TaskId task) {
        Attempt attempt = place(task).attempt();
        return attempt != null && !attempt.isOver();
    }

    /** The process was given something to hold of what a task chose that runs elsewhere. Any thread; in order. */
    public void learned(DeterminantSlice slice) {
        followers.learned(slice);
    }

    /** A follower has ended an epoch; its snapshot is released. */
    void passed(Attempt follower, TaskSnapshot place) {
        followers.passed(follower, place);
    }

    /** A follower cannot go on. */
    void stopsFollowing(Attempt follower, String reason) {
        followers.failed(follower);
        host.stoppedFollowing(follower.id(), reason);
    }

    /**
     * Whether the attempts at both ends of a channel were begun here by one recovery, and go back together. On the
     * producer's thread.
     */
    boolean goTogether(ChannelId channel, long producer, long consumer) {
        long round = place(channel.producer()).roundOf(producer);
        return round != 0
                && round == place(channel.consumer()).roundOf(consumer)
                && host.failsAsOne()
                && policy.goTogether(channel.producer(), channel.consumer());
    }

    /** Runs something with an attempt, on its thread, if it runs. Any thread. */
    public void with(TaskId task, long number, Consumer<Attempt> deed) {
        host.onTask(task, () -> {
            Attempt found = place(task).running(number);
            if (found != null) {
                deed.accept(found);
            }
        });
    }

    /** The worker is alive: tells the coordinator so, and again what it has not answered. */
    public void beat() {
        Map<TaskId, Long> held = new LinkedHashMap<>();
        places.forEach((task, place) -> {
            Attempt attempt = place.attempt();
            if (attempt != null && (!attempt.isOver() || attempt.lingers())) {
                held.put(task, attempt.number());
            }
        });
        host.beat(held);
        reports.tellAgain();
        askAgain();
    }

    /** Asks again for the connections that did not come. */
    public void askAgain() {
        places.forEach((task, place) -> {
            Attempt attempt = place.attempt();
            if (attempt != null && !attempt.isOver() && attempt.isAsking()) {
                with(task, attempt.number(), Attempt::askAgain);
            }
        });
    }

    // What attempts say; on their threads

    void say(Report report) {
        host.onWorker(() -> host.send(0, report));
    }

    void report(Report report) {
        host.onWorker(() -> reports.tell(report));
    }

    void gone(Attempt attempt, String reason, boolean byItself) {
        failed(new Report.Failed(attempt.id(), attempt.number(), reason, byItself));
    }

    /** What it chose is not lost with it where the process lives: said when that is certain. */
    void failed(Report.Failed failure) {
        host.settle(() -> report(failure));
    }

    void forget(Attempt attempt) {
        host.onWorker(() -> reports.forget(attempt.id(), attempt.number()));
    }

    /** An attempt's snapshot is in the store. Any thread. */
    public void taken(Attempt attempt, long epoch, String name) {
        host.onTask(attempt.id(), () -> {
            if (!attempt.isOver()) {
                report(new Report.Taken(attempt.id(), attempt.number(), epoch, name));
                attempt.tell(() -> attempt.task().stored(epoch));
            }
        });
    }

    /** Likewise, of a window within an epoch: its task's own affair. Any thread. */
    public void windowTaken(Attempt attempt, long epoch, long window) {
        host.onTask(attempt.id(), () -> {
            if (!attempt.isOver()) {
                attempt.tell(() -> attempt.task().windowStored(epoch, window));
            }
        });
    }

    /** An attempt's snapshot could not be stored, and the attempt goes on. Any thread. */
    public void declined(Attempt attempt, long epoch) {
        say(new Report.Declined(attempt.id(), attempt.number(), epoch));
    }

    // What the coordinator asks for

    @Override
    public void onStart(Order.Start order) {
        deployments.start(order);
    }

    @Override
    public void onConnect(Order.Connect order) {
        host.onTask(order.task(), () -> {
            Attempt attempt = place(order.task()).running(order.attempt());
            if (attempt != null) {
                for (ChannelId channel : order.channels()) {
                    attempt.connect(channel, order.round(), order.roster());
                }
            }
            say(new Report.Connected(order.task(), order.attempt(), order.round()));
        });
    }

    @Override
    public void onFence(Order.Fence order) {
        host.onTask(order.task(), () -> fence(order));
    }

    private void fence(Order.Fence order) {
        Place place = place(order.task());
        Attempt found = place.running(order.attempt());
        boolean replaced = order.replaced().contains(order.task());
        place.begun(order.attempt()); // it never will be, if it has not been
        if (found == null && !replaced) {
            failed(new Report.Failed(order.task(), order.attempt(), "it does not run", false));
            return;
        }
        Fenced answer = new Fenced(new LinkedHashMap<>(), List.of());
        if (replaced) {
            Attempt held = place.attempt();
            if (held != null && held.number() <= order.attempt()) {
                held.halt(); // its peers in this process may not have been told yet
            }
        } else {
            answer = found == null ? null : found.fence(order.round(), new LinkedHashSet<>(order.replaced()));
        }
        Fenced given = answer;
        if (given != null) {
            leave(order, given);
        }
    }

    private void leave(Order.Fence order, Fenced answer) {
        Set<TaskId> gone = new LinkedHashSet<>(order.replaced());
        Runnable handIn = () -> host.handIn(
                order.round(),
                gone,
                order.line(),
                orphan -> say(new Report.Fenced(
                        order.task(),
                        order.attempt(),
                        order.round(),
                        new Fenced(answer.arrived(), answer.ended(), orphan))));
        if (policy.drawsLine()) {
            voidBefore(order.round(), gone, handIn); // first: what others took of them is in the log then
        } else {
            handIn.run();
        }
    }

    /** Stops what earlier recoveries have begun here, or may still begin, and then runs something. */
    void voidAllBefore(long round, Runnable then) {
        voidBefore(round, places.keySet(), then);
    }

    /** Likewise, of some tasks. */
    private void voidBefore(long round, Set<TaskId> tasks, Runnable then) {
        if (tasks.isEmpty()) {
            then.run();
        }
        AtomicInteger left = new AtomicInteger(tasks.size());
        for (TaskId task : tasks) {
            host.onTask(task, () -> {
                place(task).voidBefore(round);
                if (left.decrementAndGet() == 0) {
                    then.run();
                }
            });
        }
    }

    @Override
    public void onCollect(Order.Collect order) {
        if (collecting.add(order.round())) {
            host.inBackground(() -> {
                collect(order);
                host.onWorker(() -> collecting.remove(order.round()));
            });
        }
    }

    private void collect(Order.Collect order) {
        try {
            collected(order, host.collect(order));
        } catch (IOException e) {
            host.notCollected(order, e); // the order will come again
        } catch (RuntimeException e) {
            host.notCollected(order, e);
            collected(order, false);
        }
    }

    private void collected(Order.Collect order, boolean found) {
        Map.Entry<TaskId, Long> first = order.attempts().entrySet().iterator().next();
        say(new Report.Collected(first.getKey(), first.getValue(), order.round(), order.disk(), found));
    }

    @Override
    public void onTrigger(Order.Trigger order) {
        with(
                order.task(),
                order.attempt(),
                each -> each.tell(() -> each.task().trigger(order.epoch(), order.atOnce())));
    }

    @Override
    public void onComplete(Order.Complete order) {
        with(order.task(), order.attempt(), each -> each.tell(() -> each.task().complete(order.epoch())));
        if (order.epoch() > complete) {
            complete = order.epoch();
            followers.complete(complete);
        }
    }

    @Override
    public void onAbort(Order.Abort order) {
        with(order.task(), order.attempt(), each -> each.tell(() -> each.task().abort(order.epoch())));
    }

    @Override
    public void onRecorded(Order.Recorded order) {
        if (reports.recorded(order.task(), order.attempt(), order.positions())) {
            with(
                    order.task(),
                    order.attempt(),
                    each -> each.tell(() -> each.task().positionsRecorded(order.positions())));
        }
    }

    @Override
    public void onGoOnWithout(Order.GoOnWithout order) {
        host.onTask(order.task(), () -> {
            Attempt own = place(order.task()).attempt();
            if (own != null && own.number() <= order.last()) {
                place(order.task()).lose();
            }
            tellPeers(order); // behind it: it has counted by now what it did not take
        });
    }

    private void tellPeers(Order.GoOnWithout order) {
        places.forEach((task, place) -> host.onTask(task, () -> {
            Attempt peer = place.attempt();
            if (peer != null) {
                peer.goOnWithout(order.task(), order.last());
            }
        }));
    }

    /** Whether tasks that fail are replaced while they have anything to do. */
    boolean replaces() {
        return policy.replaces();
    }

    @Override
    public void onStop(Order.Stop order) {
        host.onTask(order.task(), () -> {
            Attempt held = place(order.task()).attempt();
            if (held != null && held.number() == order.attempt()) {
                host.noticed(Notice.VOID_ATTEMPT_STOPPED);
                place(order.task()).clear();
            }
        });
    }

    @Override
    public void onStandBy(Order.StandBy order) {
        if (standby.follow(order.epoch(), order.snapshots())) {
            host.inBackground(standby::load);
        }
    }

    @Override
    public void onFollow(Order.Follow order) {
        followers.told(order);
    }

    @Override
    public void onAnswer(Order.Answer order) {
        reports.answered(order.report());
    }
}
