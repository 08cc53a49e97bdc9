package dev.levada.testkit.explore;

import static java.util.Objects.requireNonNull;

import dev.levada.api.graph.Graph;
import dev.levada.cluster.worker.Attempt;
import dev.levada.core.codec.Codecs;
import dev.levada.core.plan.JobPlan;
import dev.levada.core.task.OperatorCounters;
import dev.levada.testkit.chance.Sometimes;
import dev.levada.testkit.world.Chooser;
import dev.levada.testkit.world.Doors;
import dev.levada.testkit.world.Landmark;
import dev.levada.testkit.world.Profile;
import dev.levada.testkit.world.Stage;
import dev.levada.testkit.world.World;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Goes through all that can happen on a stage. Every schedule is run from its beginning to the end of the job; where
 * something else could have happened than did, another schedule does that, unless the world was in the same state
 * before. Those that are nearest to the usual schedule come first, so the first violation is one of the simplest.
 *
 * <p>Confined to one thread. States are told apart by reading private fields, so this and what it looks at must be on
 * the class path, or in open modules.
 */
public final class Explorer {
    private static final List<Class<?>> NO_STATE = List.of(
            JobPlan.class,
            Graph.class,
            Codecs.class,
            Stage.class,
            Profile.class,
            Sometimes.class,
            OperatorCounters.class);

    private static final Comparator<Schedule> SIMPLEST =
            Comparator.<Schedule>comparingInt(schedule -> schedule.depth).thenComparingInt(Schedule::length);

    private final Stage stage;
    private final Supplier<Doors> doors;
    private final Limits limits;
    private final Fingerprint fingerprint = new Fingerprint(Explorer::isNoState, Explorer::nameOf);
    private final Set<Long> states = new LinkedHashSet<>();
    private final PriorityQueue<Schedule> next = new PriorityQueue<>(SIMPLEST);
    private final Sometimes sometimes = new Sometimes();
    private long schedules;
    private boolean cut;

    /**
     * How far to go.
     *
     * @param depth how often a schedule may do something else than the usual
     * @param states after how many no more are looked for
     * @param goOn asked before each schedule
     * @param progress told the number of states after each schedule
     */
    public record Limits(int depth, long states, BooleanSupplier goOn, LongConsumer progress) {

        /** Nobody asked, and nobody told. */
        public static Limits of(int depth, long states) {
            return new Limits(depth, states, () -> true, any -> {});
        }
    }

    /**
     * What was found.
     *
     * @param depth how often the last schedule did something else than the usual
     * @param violation what never may happen and did, or null
     * @param last the last schedule, which did it
     * @param sometimes how often each interesting thing happened
     * @param complete whether there is nothing else that can happen
     */
    public record Found(
            long states,
            long schedules,
            int depth,
            boolean complete,
            @Nullable String violation,
            Schedule last,
            Sometimes sometimes) {}

    /** What was chosen where there was a choice, and how often that was not the first. */
    public static final class Schedule {
        private final byte[] choices;
        private final int depth;

        private Schedule(byte[] choices, int depth) {
            this.choices = choices;
            this.depth = depth;
        }

        /** At how many places something was chosen. */
        public int length() {
            return choices.length;
        }
    }

    /** @param planted whether the scenario's bug is */
    public Explorer(Scenario scenario, boolean planted, Limits limits) {
        this.stage = scenario.stage();
        this.doors = planted ? scenario.planted()::doors : Explorer::sound;
        this.limits = limits;
    }

    /** Not of an instance, which would be part of the state. */
    private static Doors sound() {
        return new Doors() {};
    }

    /** What does not change, and what is only counted. */
    static boolean isNoState(Class<?> type) {
        return NO_STATE.stream().anyMatch(each -> each.isAssignableFrom(type))
                || type.getPackage() == Codecs.class.getPackage();
    }

    static @Nullable String nameOf(Object thing) {
        if (thing instanceof Landmark landmark) {
            return landmark.landmark();
        }
        return thing instanceof Attempt attempt ? "2 attempt " + attempt.id() + " " + attempt.number() : null;
    }

    /** Until there is nothing else, something is violated, or a limit is reached. */
    public Found run() {
        Schedule last = new Schedule(new byte[0], 0);
        next.add(last);
        while (!next.isEmpty() && limits.goOn().getAsBoolean() && states.size() < limits.states()) {
            last = next.remove();
            Course course = new Course(last);
            World.Outcome outcome = course.run(null);
            schedules++;
            sometimes.add(outcome.sometimes());
            limits.progress().accept(states.size());
            if (outcome.violation() != null && !course.left) {
                return new Found(
                        states.size(), schedules, last.depth, false, outcome.violation(), course.taken(), sometimes);
            }
        }
        return new Found(states.size(), schedules, last.depth, next.isEmpty() && !cut, null, last, sometimes);
    }

    /** Does it again, and tells what happens from where there is a choice, a line each. */
    public List<String> steps(Schedule schedule) {
        List<String> lines = new ArrayList<>();
        World.Outcome unused = new Course(new Schedule(schedule.choices, limits.depth())).run(lines);
        return lines;
    }

    /** One run: first as a schedule says, and then as usual. */
    private final class Course implements Chooser {
        private final Schedule given;
        private byte[] choices;
        private int length;
        private @Nullable World world;
        private @Nullable List<String> lines;
        private boolean left;

        Course(Schedule given) {
            this.given = given;
            this.choices = Arrays.copyOf(given.choices, given.choices.length + 64);
        }

        /** @param told what happens from where there is a choice, if not null */
        World.Outcome run(@Nullable List<String> told) {
            lines = told;
            World fresh = new World(stage, this, doors.get(), told == null ? null : told::add);
            world = fresh;
            return fresh.run();
        }

        Schedule taken() {
            return new Schedule(Arrays.copyOf(choices, length), given.depth);
        }

        @Override
        public int choose(int options) {
            if (length == choices.length) {
                choices = Arrays.copyOf(choices, 2 * length);
            }
            if (length == 0 && lines != null) {
                lines.clear();
            }
            if (length >= given.choices.length) {
                left = !states.add(fingerprint.of(requireNonNull(world)));
                if (left) {
                    return -1;
                }
                for (int other = 1; other < options; other++) {
                    push(other);
                }
            }
            return choices[length++];
        }

        private void push(int other) {
            if (given.depth == limits.depth()) {
                cut = true;
                return;
            }
            byte[] prefix = Arrays.copyOf(choices, length + 1);
            prefix[length] = (byte) other;
            next.add(new Schedule(prefix, given.depth + 1));
        }
    }
}
