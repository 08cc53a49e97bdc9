package dev.levada.testkit.world;

import dev.levada.cluster.control.Carrier;
import dev.levada.core.plan.TaskId;
import dev.levada.core.snapshot.StateSample;
import dev.levada.core.snapshot.TaskSnapshot;
import dev.levada.core.state.StateDigest;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Knows in which state most replicas of a task were whose leader was given up: one of these must lead, and nobody else.
 */
final class Majorities {
    private static final Pattern GIVEN_UP = Pattern.compile("more than half .* at epoch (\\d+)");

    private final World world;
    /** In what state the follower on each worker was, by task and epoch. */
    private final Map<Place, Map<Integer, Map<String, StateDigest>>> passed = new LinkedHashMap<>();

    private final Map<TaskId, Right> right = new LinkedHashMap<>();

    private record Place(TaskId task, long epoch) {}

    private record Right(long attempt, Place place, Map<String, StateDigest> sample) {}

    Majorities(World world) {
        this.world = world;
    }

    /** A follower has ended an epoch. */
    void passed(TaskSnapshot snapshot, int worker) {
        if (world.doors().replicasMayDiffer()) {
            passed.computeIfAbsent(new Place(snapshot.task(), snapshot.epoch()), any -> new LinkedHashMap<>())
                    .put(worker, StateSample.of(snapshot));
        }
    }

    /** The coordinator takes an attempt for failed. */
    void failing(TaskId task, Carrier.Failure failure) {
        Matcher reason = GIVEN_UP.matcher(failure.reason());
        if (reason.find()) {
            world.sometimes("a leader that differed");
            Place place = new Place(task, Long.parseLong(reason.group(1)));
            List<Map<String, StateDigest>> states = List.copyOf(of(place).values());
            Map<String, StateDigest> most = states.stream()
                    .reduce((one, other) ->
                            Collections.frequency(states, other) > Collections.frequency(states, one) ? other : one)
                    .orElseGet(LinkedHashMap::new);
            if (Collections.frequency(states, most) < 2) {
                world.violated("the leader of %s was given up, and no two followers were in the same state at epoch %d"
                        .formatted(task, place.epoch()));
            }
            right.put(task, new Right(failure.attempt(), place, most));
        }
    }

    private Map<Integer, Map<String, StateDigest>> of(Place place) {
        return passed.getOrDefault(place, new LinkedHashMap<>());
    }

    /** A follower leads. */
    void leads(TaskId task, int worker) {
        Right known = right.get(task);
        if (known != null && !known.sample().equals(of(known.place()).get(worker))) {
            world.violated("worker %d leads %s, and was not in the state of most replicas at epoch %d"
                    .formatted(worker, task, known.place().epoch()));
        }
    }

    /** An attempt begins with a snapshot. */
    void begins(TaskId task) {
        if (right.containsKey(task)) {
            world.violated("an attempt at %s begins with a snapshot of the leader that was given up".formatted(task));
        }
    }

    /** A snapshot counts that an attempt has taken. */
    void complete(TaskId task, long attempt) {
        Right known = right.get(task);
        if (known != null && attempt > known.attempt()) {
            right.remove(task);
        }
    }
}
