package dev.levada.node.remote;

import dev.levada.cluster.control.Location;
import dev.levada.core.plan.TaskId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The worker processes of a job at one moment.
 *
 * @param members those that live, as far as is known
 * @param places where the attempts that count run, as far as they were placed
 */
public record Staff(List<Member> members, Map<TaskId, Location> places) {

    public Staff {
        members = List.copyOf(members);
        places = Map.copyOf(places);
    }

    /**
     * A worker process.
     *
     * @param pid the number of the process on its host; 0 if that is not known yet
     * @param connected whether it can be told something
     * @param door where it tells its health and its metrics, if it does
     */
    public record Member(Location location, long pid, boolean connected, Optional<String> door) {}
}
