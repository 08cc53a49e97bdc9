package dev.levada.testkit.mutant;

import dev.levada.cluster.control.Location;
import dev.levada.cluster.control.Order;
import dev.levada.cluster.control.Roster;
import dev.levada.cluster.worker.OpenRequest;
import dev.levada.core.plan.ChannelId;
import dev.levada.core.plan.TaskId;
import dev.levada.core.recovery.ExactRepeats;
import dev.levada.core.recovery.JobRecovery;
import dev.levada.recovery.log.replica.Copies;
import dev.levada.testkit.world.Doors;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Bugs in how workers hold what others' tasks chose. */
final class SharingMutants {

    private SharingMutants() {}

    static final class NotAttached implements Doors {
        private int count;

        @Override
        public byte[] attached(ChannelId channel, Supplier<byte[]> news) {
            return ++count % 2 == 0 ? news.get() : new byte[0];
        }
    }

    static final class HeldWhenSent implements Doors {
        private final Map<TaskId, ChannelId> told = new LinkedHashMap<>();

        @Override
        public byte[] attached(ChannelId channel, Supplier<byte[]> news) {
            ChannelId first = told.putIfAbsent(channel.producer(), channel);
            return first == null || first.equals(channel) ? news.get() : new byte[0];
        }
    }

    static final class NotHandedIn implements Doors {
        @Override
        public Set<TaskId> handedIn(Set<TaskId> replaced) {
            return new LinkedHashSet<>();
        }
    }

    static final class HopTooFew implements Doors {
        @Override
        public int sharing(int domains) {
            return domains - 1;
        }
    }

    static final class SuccessorNotTold implements Doors {
        private final Map<TaskId, Set<Integer>> ran = new LinkedHashMap<>();

        @Override
        public Predicate<TaskId> told(int worker, OpenRequest connection, Predicate<TaskId> matters) {
            ran.computeIfAbsent(connection.channel().producer(), any -> new LinkedHashSet<>())
                    .add(worker);
            int consumer = connection.consumer().worker();
            return matters.and(
                    task -> !ran.getOrDefault(task, new LinkedHashSet<>()).contains(consumer));
        }
    }

    static final class HeldBeforeAnswer implements Doors {
        @Override
        public boolean heldWhenSent() {
            return true;
        }
    }

    static final class GivenUpHolderCounts implements Doors {
        private final Map<Location, TaskId> known = new LinkedHashMap<>();

        @Override
        public Order toldToHolders(Order order) {
            if (order instanceof Order.Fence fence) {
                return new Order.Fence(fence.task(), fence.attempt(), fence.round(), List.of(), fence.line());
            }
            if (order instanceof Order.Connect connect) {
                return new Order.Connect(
                        connect.task(), connect.attempt(), connect.channels(), connect.round(), all(connect.roster()));
            }
            return order instanceof Order.Start start
                    ? new Order.Start(start.deployment(), start.tasks(), all(start.roster()), start.states())
                    : order;
        }

        /** As if something ran wherever something has run. */
        private Roster all(Roster roster) {
            roster.places()
                    .values()
                    .forEach(place -> known.computeIfAbsent(place, any -> new TaskId("any", known.size())));
            Map<TaskId, Location> places = new LinkedHashMap<>(roster.places());
            known.forEach((place, task) -> places.put(task, place));
            return new Roster(roster.attempts(), places, roster.gone());
        }
    }

    static final class LateCopyTaken implements Doors {
        @Override
        public Copies.Copy copy(Copies.Copy copy) {
            return new Copies.Copy(Long.MAX_VALUE, copy.upTo(), copy.slices());
        }
    }

    static final class LossesNotCounted implements Doors {
        @Override
        public JobRecovery policy(JobRecovery policy) {
            return policy instanceof ExactRepeats repeats
                    ? new ExactRepeats(
                            repeats.kept(),
                            repeats.sharing(),
                            repeats.holders(),
                            repeats,
                            repeats.newest(),
                            repeats.together())
                    : policy;
        }
    }
}
