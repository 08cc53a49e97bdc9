package dev.levada.testkit;

import dev.levada.api.Sources;
import dev.levada.api.Topology;
import dev.levada.api.graph.Graph;
import dev.levada.api.recovery.Guarantee;
import dev.levada.api.recovery.Recovery;
import dev.levada.core.codec.Codecs;
import dev.levada.testkit.world.Fault;
import dev.levada.testkit.world.Guest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Runs a topology in simulated clusters in which processes crash, freeze and are cut off, one from each seed, and
 * checks that what it commits is, each time, what it commits when nothing goes wrong.
 *
 * <pre>{@code
 * FaultSimulation.of(topology)
 *         .input("readings", readings)
 *         .recovery(Recovery.checkpoint(), Recovery.causal())
 *         .seeds(500)
 *         .check();
 * }</pre>
 *
 * Sources are read again and again, and must come to an end. Sinks are not written: in their place are some that keep
 * what they get, so that it is the pipeline that is judged. They go by the names of their operators; a result that is
 * sent nowhere by the name of the operator that it comes from. All runs use the one topology, as it would be in one
 * process.
 *
 * <p>A seed decides everything, so what it comes to can be seen again; but for what an operator takes from elsewhere,
 * such as the clock of the machine.
 */
public final class FaultSimulation {
    private static final int MAX_FAULTS_SHOWN = 12;
    /** How much of its input an operator is given when it is run alone: in the middle it is as after a failure. */
    private static final List<Integer> CULPRIT_RECORDS = List.of(1_000, 500, 200, 100, 50, 20, 10);

    private Graph graph;
    private List<Recovery> recoveries = List.of(Recovery.checkpoint());
    private int parallelism = 2;
    private int seeds = 100;
    private @Nullable Long onlySeed;
    private @Nullable Set<Fault> faults;
    private @Nullable Consumer<String> trace;
    private ClassLoader classes = FaultSimulation.class.getClassLoader();
    private final Map<String, Function<Object, Object>> views = new LinkedHashMap<>();
    private final Map<String, Function<Object, Object>> keys = new LinkedHashMap<>();

    private FaultSimulation(Graph graph) {
        this.graph = graph;
    }

    /** Of a topology as it is written so far. */
    public static FaultSimulation of(Topology topology) {
        return new FaultSimulation(topology.graph());
    }

    /**
     * Gives a source these records, in this order, in one split.
     *
     * @throws IllegalArgumentException if there is no source of that name
     */
    public FaultSimulation input(String source, List<?> records) {
        graph = Guest.with(graph, source, Sources.of(records));
        return this;
    }

    /**
     * How operators recover that make no choice of their own; each of these in turn. By checkpoints if not set.
     *
     * @throws IllegalArgumentException if one of them gives less than exactly once
     */
    public FaultSimulation recovery(Recovery... protocols) {
        if (protocols.length == 0) {
            throw new IllegalArgumentException("operators must recover somehow; name at least one protocol");
        }
        recoveries = List.of(protocols);
        return this;
    }

    /** How many tasks operators have that make no choice of their own; 2 if not set. */
    public FaultSimulation parallelism(int tasks) {
        if (tasks < 1) {
            throw new IllegalArgumentException("parallelism must be at least 1, was " + tasks);
        }
        parallelism = tasks;
        return this;
    }

    /** Only these kinds of faults may happen; all that there are if not set. */
    public FaultSimulation onlyFaults(Fault... kinds) {
        Set<Fault> only = EnumSet.noneOf(Fault.class);
        only.addAll(Arrays.asList(kinds));
        faults = only;
        return this;
    }

    /**
     * Compares only this of the records of an output: for what may differ, such as the time at which they were made.
     */
    @SuppressWarnings("unchecked") // it was given for records of this output
    public <T> FaultSimulation comparing(String output, Function<? super T, ?> view) {
        views.put(output, (Function<Object, Object>) (Function<?, ?>) view);
        return this;
    }

    /** The records of an output that have the same key must come in the same order; else they may come in any. */
    @SuppressWarnings("unchecked") // it was given for records of this output
    public <T> FaultSimulation inOrder(String output, Function<? super T, ?> key) {
        keys.put(output, (Function<Object, Object>) (Function<?, ?>) key);
        return this;
    }

    /** What loads the classes of records, if not what loaded this one. */
    public FaultSimulation classes(ClassLoader loader) {
        classes = loader;
        return this;
    }

    /** How many seeds are tried under each protocol, from 1; 100 if not set. */
    public FaultSimulation seeds(int number) {
        if (number < 1) {
            throw new IllegalArgumentException("there must be at least 1 seed, was " + number);
        }
        seeds = number;
        return this;
    }

    /** Tries this seed and no other, however many were asked for. */
    public FaultSimulation onlySeed(long seed) {
        onlySeed = seed;
        return this;
    }

    /** Hears each event of the simulated worlds, a line each: for one seed. */
    public FaultSimulation trace(Consumer<String> listener) {
        trace = listener;
        return this;
    }

    /**
     * Runs all seeds.
     *
     * @throws FailedSeedError at the first one whose output is not what it is without failures, or that never comes to
     *     its end, or whose tasks fail by themselves; its message says what went wrong in it, and how it is seen again
     */
    public void check() {
        for (Recovery recovery : recoveries) {
            check(new Guest(graph, recovery, parallelism, new Codecs(classes)));
        }
    }

    private void check(Guest guest) {
        guest.recoveries().stream()
                .filter(each -> each.gives() != Guarantee.EXACTLY_ONCE)
                .findFirst()
                .ifPresent(each -> {
                    throw new IllegalArgumentException(
                            ("job '%s': what comes of failures can be told only where operators give exactly once, and %s gives"
                                            + " %s; name another protocol")
                                    .formatted(
                                            graph.job(),
                                            each.label(),
                                            each.gives().label()));
                });
        Judge judge = new Judge(guest.codecs().codec(Object.class));
        views.forEach(judge::comparing);
        keys.forEach(judge::inOrder);
        long first = onlySeed == null ? 1 : onlySeed;
        Reference reference = reference(guest, judge, first);
        Trial trial = new Trial(guest.counting(reference.counts()), judge, reference);
        for (long seed = first; seed < first + (onlySeed == null ? seeds : 1); seed++) {
            Optional<Trial.Failure> failure = trial.run(faults, seed, trace);
            if (failure.isPresent()) {
                throw new FailedSeedError(seed, text(trial, seed, failure.get()));
            }
        }
    }

    private Reference reference(Guest guest, Judge judge, long seed) {
        try {
            return Reference.of(guest, judge, seed);
        } catch (FailedSeedError e) {
            throw new FailedSeedError(seed, lines(String.valueOf(e.getMessage()), culprits()));
        }
    }

    private String text(Trial trial, long seed, Trial.Failure failure) {
        Set<Fault> enough = trial.enough(faults, seed);
        List<String> shown = failure.faults();
        return lines(
                "job '%s', seed %d, recovery %s: %s"
                        .formatted(graph.job(), seed, trial.guest().recovery().label(), failure.what()),
                "  what went wrong: "
                        + String.join(", ", shown.subList(0, Math.min(MAX_FAULTS_SHOWN, shown.size())))
                        + (shown.size() > MAX_FAULTS_SHOWN
                                ? " and %d more".formatted(shown.size() - MAX_FAULTS_SHOWN)
                                : ""),
                "  enough for it: "
                        + (enough.isEmpty()
                                ? "none of that"
                                : enough.stream().map(Fault::label).collect(Collectors.joining(", "))),
                culprits(),
                "  again: onlySeed(%d), with trace(System.out::println) for each event".formatted(seed));
    }

    /** The operators that do not do the same again when they are run alone, some with their state restored. */
    private String culprits() {
        try {
            for (int records : CULPRIT_RECORDS) {
                String found = Sanitizer.of(graph).classes(classes).records(records).run().differences().stream()
                        .map(difference ->
                                "  " + difference.toString().indent(2).strip())
                        .collect(Collectors.joining(System.lineSeparator()));
                if (!found.isEmpty()) {
                    return found;
                }
            }
            return "";
        } catch (RuntimeException e) {
            return "  operators could not be run alone: " + e.getMessage();
        }
    }

    private static String lines(String... all) {
        List<String> lines = new ArrayList<>(List.of(all));
        lines.removeIf(String::isBlank);
        return String.join(System.lineSeparator(), lines);
    }
}
