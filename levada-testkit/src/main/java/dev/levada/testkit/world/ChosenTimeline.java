package dev.levada.testkit.world;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is on its way may come in any order, as long as what is in one lane stays in order: usually what is due first,
 * but that can be put off until there is nothing else. No time passes meanwhile: the clock goes on when all is done, or
 * when a strike lets it.
 *
 * <p>Some things happen at once, for they only follow: turns of tasks, signs of life, and what consumers have room for.
 */
final class ChosenTimeline implements Timeline, Landmark {
    private static final List<String> AT_ONCE = List.of("turn", "beat", "answer", "sweep");
    private static final Comparator<Event> USUAL = Comparator.<Event, Boolean>comparing(event -> event.putOff)
            .thenComparingLong(event -> event.nanos)
            .thenComparingLong(event -> event.number);

    private final World world;
    private final Stage stage;
    private final Strikes strikes;
    private final Set<Event> free = new LinkedHashSet<>();
    private long nowNanos;
    // What is transient is not part of the world's state: it says nothing of what can still happen.
    private final transient Chooser chooser;
    private final transient TraceHash trace;
    private final transient PriorityQueue<Event> clock = new PriorityQueue<>(USUAL);
    private transient long number;
    private transient long count;
    private final transient Set<Integer> touched = new LinkedHashSet<>();

    ChosenTimeline(World world, Stage stage, Chooser chooser, TraceHash trace) {
        this.world = world;
        this.stage = stage;
        this.chooser = chooser;
        this.trace = trace;
        this.strikes = new Strikes(world, stage);
    }

    private static final class Event {
        final transient long nanos;
        final transient long number;
        final String kind;
        final int node;
        final Object lane;
        final Runnable deed;
        boolean putOff;

        Event(long nanos, long number, String kind, int node, Object lane, Runnable deed) {
            this.nanos = nanos;
            this.number = number;
            this.kind = kind;
            this.node = node;
            this.lane = lane;
            this.deed = deed;
        }

        boolean isAtOnce() {
            return AT_ONCE.contains(kind) || (lane != FREE && kind.equals("report"));
        }
    }

    @Override
    public String landmark() {
        return "4 timeline";
    }

    @Override
    public long nowNanos() {
        return nowNanos;
    }

    @Override
    public long count() {
        return count;
    }

    @Override
    public void at(long nanos, String kind, int node, Object lane, Runnable deed) {
        Event event = new Event(Math.max(nanos, nowNanos), number++, kind, node, lane, deed);
        if (lane == CLOCK) {
            clock.add(event);
        } else {
            free.add(event);
        }
    }

    @Override
    public void clear(Object lane) {
        free.removeIf(event -> event.lane == lane);
    }

    @Override
    public void clear(int node) {
        free.removeIf(event -> event.node == node);
        clock.removeIf(event -> event.node == node);
    }

    @Override
    public boolean step() {
        Event next = atOnce();
        if (next == null) {
            List<Runnable> options = options();
            int chosen = options.size() < 2 ? options.size() - 1 : chooser.choose(options.size());
            if (chosen < 0) {
                return false;
            }
            options.get(chosen).run();
        } else {
            happen(next);
        }
        return true;
    }

    private @Nullable Event atOnce() {
        return free.stream().filter(Event::isAtOnce).min(USUAL).orElse(null);
    }

    private void happen(Event event) {
        free.remove(event);
        touched.add(event.node);
        count++;
        trace.add(nowNanos, event.kind, event.node);
        event.deed.run();
    }

    /** All that is due then: what is due at the same time may follow in any order. */
    private void tick() {
        nowNanos = Math.max(nowNanos, clock.element().nanos);
        while (!clock.isEmpty() && clock.element().nanos <= nowNanos) {
            Event event = clock.remove();
            happen(event);
        }
    }

    private List<Runnable> options() {
        List<Runnable> options = new ArrayList<>();
        List<Event> first = firstOfLanes();
        if (!first.isEmpty()) {
            options.add(() -> happen(first.get(0)));
        } else if (!clock.isEmpty()) {
            options.add(this::tick);
        }
        if (!matters()) {
            return options;
        }
        if (first.size() > 1 && !first.get(0).putOff) {
            options.add(() -> putOff(first));
        }
        if (!first.isEmpty() && !clock.isEmpty() && strikes.may(Strike.EARLY_CLOCK)) {
            options.add(() -> {
                strikes.done(Strike.EARLY_CLOCK, "");
                tick();
            });
        }
        options.addAll(strikes.now(node -> concerns(node, first)));
        touched.clear();
        return options;
    }

    /**
     * Whether it makes a difference if something befalls a node now and not before what happened last, or after what
     * happens next.
     */
    private boolean concerns(int node, List<Event> first) {
        if (touched.contains(node) || first.isEmpty()) {
            return touched.contains(node);
        }
        Event next = first.get(0);
        return next.node == node || (next.lane instanceof Pipe pipe && pipe.isFrom(node));
    }

    private boolean matters() {
        return !world.isFinished() && nowNanos >= Stage.DUE_NANOS && nowNanos < Stage.DUE_NANOS + stage.lastingNanos();
    }

    private void putOff(List<Event> first) {
        trace.say("PUT OFF %s to node %d", first.get(0).kind, first.get(0).node);
        first.get(0).putOff = true;
        happen(first.get(1));
    }

    /** In the order in which they usually happen. */
    private List<Event> firstOfLanes() {
        Set<Object> lanes = new LinkedHashSet<>();
        Comparator<Event> inLane = Comparator.comparingLong(event -> event.number);
        return free.stream()
                .sorted(inLane)
                .filter(event -> event.lane == FREE || lanes.add(event.lane))
                .sorted(USUAL)
                .toList();
    }
}
