package dev.levada.node.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.Sinks;
import dev.levada.api.Sources;
import dev.levada.api.Topology;
import dev.levada.api.recovery.Recovery;
import dev.levada.cluster.control.Location;
import dev.levada.core.plan.JobPlan;
import dev.levada.core.plan.TaskId;
import dev.levada.node.embedded.Embedded;
import dev.levada.node.processes.Spares;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class PlacesTest {
    private static final TaskId FIRST = new TaskId("op", 0);
    private static final TaskId SECOND = new TaskId("op", 1);
    private static final TaskId THIRD = new TaskId("op", 2);

    private static JobPlan plan() {
        Topology topology = Topology.named("job");
        topology.from("source", Sources.of(1, 2, 3))
                .map(number -> number + 1)
                .named("op")
                .parallelism(3)
                .to("nowhere", Sinks.discard());
        return new Embedded().plan(topology);
    }

    private static int home(Places places, TaskId task) {
        List<Location> alive = IntStream.rangeClosed(1, places.workers())
                .mapToObj(worker -> new Location(worker, 1))
                .toList();
        Location place = places.place(task, alive, 0);
        assertThat(place).isNotNull();
        return place == null ? 0 : place.worker();
    }

    private static @Nullable Location standby(Places places, TaskId task, List<Location> alive) {
        return places.standbys(Set.of(task), alive).get(task);
    }

    @Test
    void eachHostThatIsWantedHasAWorkerAndItsTasksAreThere() {
        Places places = new Places(
                plan(), 1, Map.of(FIRST, "left", SECOND, "right", THIRD, "left"), Spares.State.SPARES, any -> "");

        assertThat(places.workers()).isEqualTo(2);
        assertThat(places.host(home(places, FIRST))).isEqualTo(Optional.of("left"));
        assertThat(places.host(home(places, SECOND))).isEqualTo(Optional.of("right"));
        assertThat(places.host(home(places, THIRD))).isEqualTo(Optional.of("left"));
    }

    @Test
    void replicasOfOneOperatorAreApartWhereTheirHostHasSeveralWorkers() {
        Places places = new Places(plan(), 2, Map.of(FIRST, "left", SECOND, "left"), Spares.State.SPARES, any -> "");

        assertThat(home(places, FIRST)).isNotEqualTo(home(places, SECOND));
    }

    @Test
    void whoStandsByForATaskIsWhoTakesItOver() {
        Places places = new Places(plan(), 2, Map.of(), Spares.State.SPARES, any -> "");
        List<Location> four = List.of(new Location(1, 1), new Location(2, 1), new Location(3, 1), new Location(4, 1));
        for (TaskId task : List.of(FIRST, SECOND, THIRD)) {
            assertThat(standby(places, task, four)).isNotIn(new Location(1, 1), new Location(2, 1));
        }
        Location spare = standby(places, FIRST, four);

        List<Location> left = four.stream()
                .filter(each -> each.worker() != home(places, FIRST))
                .toList();
        assertThat(places.place(FIRST, left, 0)).isEqualTo(spare);
        assertThat(standby(places, SECOND, left)).isNotNull().isNotEqualTo(spare);
        assertThat(standby(places, SECOND, List.of(new Location(2, 1)))).isNull();
    }

    @Test
    void aNeighbourThatHoldsTheStateRunsATaskUntilItsOwnPlaceIsReady() {
        Places places = new Places(plan(), 2, Map.of(), Spares.State.WORKERS, any -> "");
        List<Location> both = List.of(new Location(1, 1), new Location(2, 1));
        Location home = new Location(home(places, FIRST), 1);
        Location other = both.get(home.worker() == 1 ? 1 : 0);
        assertThat(standby(places, FIRST, both)).isEqualTo(other);
        assertThat(standby(places, FIRST, both)).isEqualTo(other);

        assertThat(places.place(FIRST, List.of(other), 0)).isEqualTo(other);

        assertThat(places.ready()).isEmpty();
        assertThat(standby(places, FIRST, List.of(other))).isNull();
        Location anew = new Location(home.worker(), 2);
        List<Location> again = List.of(other, anew);
        assertThat(standby(places, FIRST, again)).isEqualTo(anew);
        assertThat(places.ready()).isEmpty();
        assertThat(standby(places, FIRST, again)).isEqualTo(anew);
        assertThat(places.ready()).containsExactly(FIRST);
        assertThat(places.place(FIRST, again, 0)).isEqualTo(anew);
        assertThat(places.ready()).isEmpty();
        assertThat(standby(places, FIRST, again)).isEqualTo(other);
    }

    @Test
    void aTaskThatIsFollowedIsTakenOverByOneOfThoseThatFollowIt() {
        Topology topology = Topology.named("job");
        topology.from("source", Sources.of(1, 2, 3))
                .map(number -> number + 1)
                .named("op")
                .apart()
                .parallelism(5)
                .map(number -> number + 1)
                .named("out")
                .apart()
                .to("nowhere", Sinks.discard());
        JobPlan plan = new Embedded().recovery(Recovery.replicated()).plan(topology);
        Places places = new Places(plan, 5, Map.of(), Spares.State.WORKERS, any -> "");
        List<Location> five = IntStream.of(3, 5, 1, 4, 2)
                .mapToObj(each -> new Location(each, 1))
                .toList();

        for (int index = 0; index < 5; index++) {
            TaskId task = new TaskId("op", index);
            int home = home(places, task);
            assertThat(Objects.requireNonNull(standby(places, task, five)).worker())
                    .isIn(home % 5 + 1, (home + 1) % 5 + 1);
        }
    }

    @Test
    void aGuestWhoseHostIsGoneTooIsTakenOverByAnother() {
        Places places = new Places(plan(), 3, Map.of(), Spares.State.WORKERS, any -> "");
        List<Location> three = List.of(new Location(1, 1), new Location(2, 1), new Location(3, 1));
        Location home = new Location(home(places, FIRST), 1);
        Location host = Objects.requireNonNull(standby(places, FIRST, three));
        List<Location> two = three.stream().filter(each -> !each.equals(home)).toList();
        assertThat(places.place(FIRST, two, 0)).isEqualTo(host);

        Location next = standby(places, FIRST, two);
        assertThat(next).isNotNull().isNotEqualTo(host);
        assertThat(standby(places, FIRST, two)).isEqualTo(next);
        assertThat(places.ready()).as("not at home").isEmpty();

        assertThat(places.place(FIRST, List.of(Objects.requireNonNull(next)), 0))
                .isEqualTo(next);
    }

    @Test
    void eachTaskInAProcessOfItsOwnHasTheHostOfThatTask() {
        Places places = new Places(plan(), 0, Map.of(SECOND, "left"), Spares.State.SPARES, any -> "");

        assertThat(places.host(home(places, SECOND))).isEqualTo(Optional.of("left"));
        assertThat(places.host(home(places, FIRST))).isEmpty();
        assertThat(home(places, FIRST)).isNotEqualTo(home(places, THIRD));
    }

    @Test
    void aSpareOneOnTheHostThatHasTheLogMovesIn() {
        Map<Integer, String> disks = Map.of(1, "left", 2, "right", 3, "right", 4, "middle", 5, "left", 6, "right");
        Places places =
                new Places(plan(), 3, Map.of(), Spares.State.SPARES, worker -> disks.getOrDefault(worker.worker(), ""));
        List<Location> all = IntStream.rangeClosed(1, 6)
                .mapToObj(worker -> new Location(worker, 1))
                .toList();
        for (TaskId task : List.of(FIRST, SECOND, THIRD)) {
            Location home = Objects.requireNonNull(places.place(task, all, 0));
            List<Location> rest =
                    all.stream().filter(each -> !each.equals(home)).toList();

            Location next = Objects.requireNonNull(places.place(task, rest, 1));

            assertThat(disks.get(next.worker())).isEqualTo(disks.get(home.worker()));
        }
    }
}
