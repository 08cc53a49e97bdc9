package dev.levada.node.remote;

import dev.levada.cluster.control.Location;
import dev.levada.cluster.placement.Placement;
import dev.levada.core.plan.JobPlan;
import dev.levada.core.plan.TaskId;
import dev.levada.node.processes.Spares;
import dev.levada.recovery.replicate.Replicated;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which worker runs which task. Each task has a home; if the worker there is gone, a neighbour that holds its state
 * runs it for a while, or a spare one moves in, one on the same host if what it chose is there, else another process at
 * the same place is waited for, and if that takes too long, any other worker helps out. On the job's control loop.
 */
final class Places {
    private static final long PATIENCE_NANOS = 5_000_000_000L;
    /** Where others help out anyway; longer than processes that were begun together come apart. */
    private static final long SHORT_PATIENCE_NANOS = 1_000_000_000L;

    private final Map<TaskId, Integer> homes = new LinkedHashMap<>();
    /** The worker at each home. */
    private final Map<Integer, Integer> residents = new LinkedHashMap<>();
    /** Since when nobody was there. */
    private final Map<Integer, Long> empty = new LinkedHashMap<>();

    private final Spares.State state;
    /** Who was last to hold the state of each task. */
    private final Map<TaskId, Location> standbys = new LinkedHashMap<>();
    /** Those whose standby was the same for an epoch. */
    private final Set<TaskId> ready = new LinkedHashSet<>();
    /** At whose workers tasks run that are to move home again. */
    private final Map<TaskId, Integer> guests = new LinkedHashMap<>();

    /** On the disk of which host what the task at each place chose is, if it is on one. */
    private final Map<TaskId, String> disks = new LinkedHashMap<>();

    private final Function<Location, String> diskOf;

    /** How many others do what a task of each chain does; only where there are such. */
    private final Map<String, Integer> followers = new LinkedHashMap<>();

    /** Where each home is to be, if it matters. */
    private final Map<Integer, String> hosts = new LinkedHashMap<>();

    /**
     * @param workers how many there are, or 0 for one for each task
     * @param wanted the hosts of tasks that have a wish; each gets a worker, even if that makes more than were asked
     *     for
     * @param state where the latest state of each task is to be held
     * @param diskOf tells the disk of its host on which a worker logs what its tasks choose; "" if it does not
     */
    Places(
            JobPlan plan,
            int workers,
            Map<TaskId, String> wanted,
            Spares.State state,
            Function<Location, String> diskOf) {
        this.state = state;
        this.diskOf = diskOf;
        for (JobPlan.Chain chain : plan.chains()) {
            if (Replicated.hasFollowers(plan, chain)) {
                followers.put(chain.name(), chain.recovery().replicas() - 1);
            }
        }
        if (workers == 0) {
            settleApart(plan, wanted);
        } else {
            settle(plan, workers, wanted);
        }
    }

    private void settleApart(JobPlan plan, Map<TaskId, String> wanted) {
        for (JobPlan.Chain chain : plan.chains()) {
            for (int index = 0; index < chain.parallelism(); index++) {
                TaskId task = chain.task(index);
                int home = homes.size() + 1;
                homes.put(task, home);
                residents.put(home, home);
                Optional.ofNullable(wanted.get(task)).ifPresent(host -> hosts.put(home, host));
            }
        }
    }

    /** Tasks that want to be at the same host are dealt out in turn over the homes that are there. */
    private void settle(JobPlan plan, int asked, Map<TaskId, String> wanted) {
        List<String> all = new TreeSet<>(wanted.values()).stream().toList();
        int workers = Math.max(asked, all.size());
        Placement.onWorkers(plan, workers).forEach((task, worker) -> homes.put(task, worker + 1));
        for (int home = 1; home <= workers; home++) {
            residents.put(home, home);
            if (!all.isEmpty()) {
                hosts.put(home, all.get((home - 1) % all.size()));
            }
        }
        Map<String, Integer> dealt = new LinkedHashMap<>();
        homes.replaceAll((task, home) ->
                wanted.containsKey(task) ? at(wanted.get(task), dealt.merge(wanted.get(task), 1, Integer::sum)) : home);
    }

    private int at(String host, int turn) {
        List<Integer> there = hosts.entrySet().stream()
                .filter(each -> each.getValue().equals(host))
                .map(Map.Entry::getKey)
                .toList();
        return there.get(turn % there.size());
    }

    /** The host that a worker is to run at, if it matters. */
    Optional<String> host(int worker) {
        return Optional.ofNullable(hosts.get(worker));
    }

    /** How many workers have tasks when all is well. */
    int workers() {
        return residents.size();
    }

    /** Whether tasks are, or will be, where a worker is. */
    boolean isResident(int worker) {
        return residents.containsValue(worker);
    }

    /**
     * Who is to hold the latest state of each task: who would run it next. Without those for which nobody is.
     *
     * @param alive in any order that does not change while they live
     */
    Map<TaskId, Location> standbys(Set<TaskId> tasks, List<Location> alive) {
        Living living = living(alive);
        Map<TaskId, Location> all = new LinkedHashMap<>();
        for (TaskId task : tasks) {
            Location standby = standby(task, living);
            if (standby != null) {
                all.put(task, standby);
            }
            Location before = standby == null ? standbys.remove(task) : standbys.put(task, standby);
            if (standby != null && standby.equals(before)) {
                ready.add(task); // it has had an epoch's time
            } else {
                ready.remove(task);
            }
        }
        return all;
    }

    private @Nullable Location standby(TaskId task, Living living) {
        Location home = isGuest(task) ? living.at(residentOf(task)) : null;
        return home == null ? stranger(task, living) : home;
    }

    private Living living(List<Location> alive) {
        Set<Integer> homely = new HashSet<>(residents.values());
        Map<Boolean, List<Location>> parts =
                alive.stream().collect(Collectors.partitioningBy(each -> homely.contains(each.worker())));
        return new Living(parts.getOrDefault(true, List.of()), parts.getOrDefault(false, List.of()));
    }

    private @Nullable Location stranger(TaskId task, Living living) {
        return switch (state) {
            case NONE -> null;
            case SPARES -> spare(task, living);
            case WORKERS -> neighbour(task, living);
        };
    }

    /** Whether others run the tasks of a worker that is gone. */
    boolean neighboursTakeOver() {
        return state == Spares.State.WORKERS && workers() > 1;
    }

    private @Nullable Location spare(TaskId task, Living living) {
        String disk = disks.getOrDefault(task, "");
        List<Location> near = living.spares().stream()
                .filter(each -> !disk.isEmpty() && disk.equals(diskOf.apply(each)))
                .toList();
        List<Location> spares = near.isEmpty() ? living.spares() : near;
        return spares.isEmpty() ? null : spares.get(homes.getOrDefault(task, 1) % spares.size());
    }

    /** The tasks of a worker are dealt out over all others, so that none of these has much more to do. */
    private @Nullable Location neighbour(TaskId task, Living living) {
        int turn = homes.getOrDefault(task, 1) + task.index() + task.chain().length();
        int own = guests.getOrDefault(task, residentOf(task));
        int itsFollowers = followers.getOrDefault(task.chain(), 0);
        return itsFollowers > 0 ? living.behind(own, itsFollowers, turn) : living.other(own, turn);
    }

    private int residentOf(TaskId task) {
        int home = homes.getOrDefault(task, 1);
        return residents.getOrDefault(home, home);
    }

    private boolean isGuest(TaskId task) {
        return guests.containsKey(task);
    }

    /** Tasks that a neighbour runs, and whose own place holds their state by now. */
    Set<TaskId> ready() {
        Set<TaskId> all = new LinkedHashSet<>(guests.keySet());
        all.retainAll(ready);
        all.removeIf(task -> {
            Location standby = standbys.get(task);
            return standby == null || standby.worker() != residentOf(task);
        });
        return all;
    }

    /** Where a task is to run now; null if it has to wait for a process. */
    @Nullable
    Location place(TaskId task, List<Location> alive, long now) {
        Location place = placeNow(task, alive, now);
        if (place != null) {
            disks.put(task, diskOf.apply(place));
        }
        return place;
    }

    private @Nullable Location placeNow(TaskId task, List<Location> alive, long now) {
        int home = homes.getOrDefault(task, 1);
        Living living = living(alive);
        Location resident = living.at(residentOf(task));
        if (resident != null) {
            empty.remove(home);
            guests.remove(task);
            return resident;
        }
        Location neighbour = standbys.get(task);
        if (state == Spares.State.WORKERS && neighbour != null && alive.contains(neighbour)) {
            return guest(task, neighbour);
        }
        Location spare = spare(task, living);
        if (spare != null) {
            residents.put(home, spare.worker());
            empty.remove(home);
            guests.remove(task);
            return spare;
        }
        long since = empty.computeIfAbsent(home, any -> now);
        if (now - since < (neighboursTakeOver() ? SHORT_PATIENCE_NANOS : PATIENCE_NANOS)) {
            return null;
        }
        Location any = alive.get(home % alive.size());
        return state == Spares.State.WORKERS ? guest(task, any) : any;
    }

    private Location guest(TaskId task, Location host) {
        guests.put(task, host.worker());
        ready.remove(task);
        return host;
    }
}
