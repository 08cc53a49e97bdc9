package dev.levada.cluster.worker;

import dev.levada.cluster.control.Location;
import dev.levada.cluster.control.Order;
import dev.levada.cluster.control.Roster;
import dev.levada.core.plan.TaskId;
import dev.levada.recovery.log.replica.Copies;
import java.util.LinkedHashMap;
import java.util.Map;

/** What orders mean for those that hold the log of a worker. */
public final class Holders {

    private Holders() {}

    /** An order has come; before it is carried out. */
    public static void told(Copies<?> copies, Order order) {
        if (order instanceof Order.Start start) {
            copies.placed(start.deployment().round(), places(start.roster()));
        } else if (order instanceof Order.Connect connect) {
            copies.placed(connect.round(), places(connect.roster()));
        } else if (order instanceof Order.Fence fence) {
            copies.fenced(fence.round(), fence.replaced());
        }
    }

    private static Map<TaskId, Copies.Holder> places(Roster roster) {
        Map<TaskId, Copies.Holder> places = new LinkedHashMap<>();
        roster.places().forEach((task, location) -> places.put(task, holder(location)));
        return places;
    }

    /** A process, as one that may hold something. */
    public static Copies.Holder holder(Location location) {
        return new Copies.Holder(location.worker(), location.incarnation());
    }

    /** Where one that may hold something is. */
    public static Location location(Copies.Holder holder) {
        return new Location(holder.worker(), holder.incarnation());
    }
}
