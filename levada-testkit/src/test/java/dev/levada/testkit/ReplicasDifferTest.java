package dev.levada.testkit;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.KeyCount;
import dev.levada.api.Sinks;
import dev.levada.api.Sources;
import dev.levada.api.Topology;
import dev.levada.api.graph.Partitioning;
import dev.levada.api.operator.Context;
import dev.levada.api.operator.Processor;
import dev.levada.api.recovery.Recovery;
import dev.levada.api.state.CounterState;
import dev.levada.api.state.ValueState;
import dev.levada.cluster.control.Order;
import dev.levada.core.codec.Codecs;
import dev.levada.testkit.guest.SentSource;
import dev.levada.testkit.world.Doors;
import dev.levada.testkit.world.Guest;
import dev.levada.testkit.world.GuestWorld;
import dev.levada.testkit.world.World;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Operators whose replicas are not in the same state, although what they emit is right: who differs is found and
 * replaced, be it the leader, and what is committed stays exact.
 */
final class ReplicasDifferTest {
    private static final int SEEDS = 60;
    private static final List<Long> NUMBERS = LongStream.range(0, 120).boxed().toList();
    /** When the instances of the operator are made: the leader's, and that of the first to follow it. */
    private static final int LEADER = 1;

    private static final int FOLLOWER = 2;
    private static final String FOUND = "a follower that differs";
    private static final String REPLACED = "a follower that differed is replaced";
    private static final Doors EXPECTED = new Doors() {
        @Override
        public boolean replicasMayDiffer() {
            return true;
        }
    };

    private int instances;

    /** Counts, and keeps a mark that no record shows. */
    private static final class Marking implements Processor<Long, KeyCount<Long>> {
        private final int mark;
        private @Nullable CounterState count;
        private @Nullable ValueState<Integer> marked;

        Marking(int mark) {
            this.mark = mark;
        }

        @Override
        public void open(Context<KeyCount<Long>> context) {
            count = context.counter("count");
            marked = context.value("mark", 0);
        }

        @Override
        public void process(Long number, Context<KeyCount<Long>> context) {
            requireNonNull(marked).set(mark);
            context.emit(new KeyCount<>(number % 5, requireNonNull(count).add(1)));
        }
    }

    /** @param marks the mark of each instance of the operator, by when it was made, from 1 */
    private Guest job(IntUnaryOperator marks) {
        instances = 0;
        Topology topology = Topology.named("job");
        topology.from("numbers", Sources.of(NUMBERS))
                .keyBy(number -> number % 5)
                .process("count", () -> new Marking(marks.applyAsInt(++instances)))
                .parallelism(1)
                .partition(Partitioning.global()) // else it would be one task with the sink, which has no followers
                .to("counts", Sinks.memory());
        return new Guest(
                        topology.graph(),
                        Recovery.replicated(),
                        3,
                        new Codecs(getClass().getClassLoader()))
                .counting(Map.of("numbers", (long) NUMBERS.size()));
    }

    /** Three processes, and epochs while records come. */
    private GuestWorld driven(IntUnaryOperator marks, Doors doors) {
        Guest guest = job(marks);
        SentSource sent = new SentSource();
        Guest fed = new Guest(
                Guest.with(guest.graph(), "numbers", sent), guest.recovery(), guest.parallelism(), guest.codecs());
        GuestWorld world = GuestWorld.calm(fed, 3, 1, doors, null);
        world.begin();
        for (Long number : NUMBERS) {
            sent.send(number);
            world.advance(3_000_000);
        }
        sent.end();
        world.advance(1_000_000_000);
        return world;
    }

    private static void assertExact(GuestWorld world) {
        assertThat(world.violation()).isEmpty();
        assertThat(counted(world).equals(expected())).isTrue();
    }

    private static Map<Object, Long> counted(GuestWorld world) {
        Map<Object, Long> counted = new HashMap<>();
        world.committed().getOrDefault("counts", List.of()).forEach(each -> counted.merge(each, 1L, Long::sum));
        return counted;
    }

    private static Map<Object, Long> expected() {
        Map<Object, Long> expected = new HashMap<>();
        NUMBERS.forEach(number -> expected.put(new KeyCount<>(number % 5, number / 5 + 1), 1L));
        return expected;
    }

    @Test
    void replicasThatDoTheSameAreFoundToBeEqual() {
        GuestWorld world = driven(any -> 7, new Doors() {});

        assertExact(world);
        assertThat(world.times("a task followed from its beginning")).isEqualTo(2);
    }

    @Test
    void oneThatDiffersIsAViolation() {
        assertThat(driven(made -> made == FOLLOWER ? 1 : 0, new Doors() {})
                        .violation()
                        .orElseThrow())
                .contains("task count#0 does something else than where it leads: it ended epoch 1 in another state")
                .contains("operator 'count' has")
                .contains("levada lint");
    }

    @Test
    void aFollowerThatDiffersIsReplacedAndNothingStops() {
        GuestWorld world = driven(made -> made == FOLLOWER ? 1 : 0, EXPECTED);

        assertExact(world);
        assertThat(world.times(FOUND)).isEqualTo(1);
        assertThat(world.times(REPLACED)).isEqualTo(1);
        assertThat(world.times("a task followed from an epoch")).isEqualTo(1);
        assertThat(world.times("a recovery")).isEqualTo(1); // the first deployment
    }

    @Test
    void aLeaderThatMostDifferFromIsReplacedByOneOfThem() {
        GuestWorld world = driven(made -> made == LEADER ? 1 : 0, EXPECTED);

        assertExact(world);
        assertThat(world.times(FOUND)).isEqualTo(2);
        assertThat(world.times("a leader that differed")).isEqualTo(1);
        assertThat(world.times("a follower leads")).isEqualTo(1);
        assertThat(world.times("a recovery")).isEqualTo(2);
        assertThat(world.times(REPLACED)).isEqualTo(1); // the other one, which begins anew from the new leader's epoch
    }

    @Test
    void whereNoTwoAgreeTheJobEnds() {
        assertThat(driven(made -> made, EXPECTED).violation().orElseThrow())
                .contains("task count#0: no more than half of its 3 replicas were in the same state")
                .contains("levada lint");
    }

    /** Whatever else goes wrong meanwhile: exact, or it says that nobody is left who is right. */
    @Test
    void whoDiffersIsReplacedWhateverElseGoesWrong() {
        long found = 0;
        long led = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            GuestWorld world = GuestWorld.drawn(job(made -> made % 3 == 0 ? 1 : 0), null, seed, EXPECTED, null);

            World.Outcome outcome = world.run();

            String as = "seed %d".formatted(seed);
            if (outcome.violation() != null) {
                assertThat(outcome.violation()).as(as).contains("is left to lead");
                continue;
            }
            boolean right = outcome.finished()
                    ? counted(world).equals(expected())
                    : expected().entrySet().containsAll(counted(world).entrySet());
            assertThat(right).as(as).isTrue();
            found += world.times(FOUND);
            led += world.times("a leader that differed");
        }
        assertThat(found).isGreaterThan(SEEDS / 4);
        assertThat(led).isPositive();
    }

    /** Whoever follows leads, whatever the coordinator knows. */
    private static final Doors ANY_LEADS = new Doors() {
        @Override
        public boolean replicasMayDiffer() {
            return true;
        }

        @Override
        public Order order(Order order) {
            return order instanceof Order.Start start
                    ? new Order.Start(start.deployment(), start.tasks(), start.roster(), new LinkedHashMap<>())
                    : order;
        }
    };

    @Test
    void aPlantedBugThatAnybodyLeadsIsFound() {
        String found = "";
        for (long seed = 1; seed <= 2_000 && found.isEmpty(); seed++) {
            GuestWorld world = GuestWorld.drawn(job(made -> made % 3 == 0 ? 1 : 0), null, seed, ANY_LEADS, null);
            String violation = world.run().violation();
            found = violation == null ? "" : violation;
        }
        assertThat(found).containsAnyOf("not in the state of most", "begins with a snapshot of the leader that was");
    }
}
