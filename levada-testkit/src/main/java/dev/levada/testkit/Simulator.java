package dev.levada.testkit;

import dev.levada.api.recovery.Recovery;
import dev.levada.testkit.chance.Sometimes;
import dev.levada.testkit.mutant.Mutant;
import dev.levada.testkit.world.Doors;
import dev.levada.testkit.world.Fault;
import dev.levada.testkit.world.Mixture;
import dev.levada.testkit.world.World;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Runs jobs drawn from seeds in a simulated cluster with faults, and watches whether a recovery protocol keeps its
 * guarantee.
 *
 * <pre>{@code
 * Simulator.Report report = Simulator.run(Simulator.Settings.of(Recovery.checkpoint()).seeds(1, 1_000));
 * }</pre>
 *
 * Seeds are independent of each other: several threads may each run some. One run is confined to its thread.
 */
public final class Simulator {
    private static final int MAX_VIOLATIONS = 100;

    private Simulator() {}

    /**
     * What to run.
     *
     * @param firstSeed the first of {@code seeds} seeds in a row
     * @param onlyFaults the kinds of faults there may be, or null for any
     * @param records about how many records each job has; 0 to leave it to the seed
     * @param loops whether each job has a loop, and not some only
     * @param mutant a bug to plant, or null
     * @param goOn asked before each seed
     * @param progress told after each seed
     * @param shrinks whether a violation is boiled down to fewer faults and records
     */
    public record Settings(
            Mixture protocols,
            long firstSeed,
            long seeds,
            @Nullable Set<Fault> onlyFaults,
            int records,
            boolean loops,
            @Nullable Mutant mutant,
            BooleanSupplier goOn,
            Consumer<Result> progress,
            boolean shrinks) {

        /** One seed, all faults, nobody to be told. */
        public static Settings of(Recovery protocol) {
            return of(Mixture.of(protocol));
        }

        /** Likewise. */
        public static Settings of(Mixture protocols) {
            return new Settings(protocols, 1, 1, null, 0, false, null, () -> true, result -> {}, true);
        }

        public Settings seeds(long first, long number) {
            return new Settings(protocols, first, number, onlyFaults, records, loops, mutant, goOn, progress, shrinks);
        }

        public Settings onlyFaults(Set<Fault> kinds) {
            return new Settings(protocols, firstSeed, seeds, kinds, records, loops, mutant, goOn, progress, shrinks);
        }

        public Settings records(int number) {
            return new Settings(
                    protocols, firstSeed, seeds, onlyFaults, number, loops, mutant, goOn, progress, shrinks);
        }

        public Settings withLoops() {
            return new Settings(
                    protocols, firstSeed, seeds, onlyFaults, records, true, mutant, goOn, progress, shrinks);
        }

        public Settings mutant(Mutant planted) {
            boolean looping = loops || planted.loops();
            return new Settings(
                    protocols, firstSeed, seeds, onlyFaults, records, looping, planted, goOn, progress, shrinks);
        }

        public Settings goOn(BooleanSupplier condition) {
            return new Settings(
                    protocols, firstSeed, seeds, onlyFaults, records, loops, mutant, condition, progress, shrinks);
        }

        public Settings progress(Consumer<Result> listener) {
            return new Settings(
                    protocols, firstSeed, seeds, onlyFaults, records, loops, mutant, goOn, listener, shrinks);
        }

        public Settings withoutShrinking() {
            return new Settings(protocols, firstSeed, seeds, onlyFaults, records, loops, mutant, goOn, progress, false);
        }
    }

    /**
     * What one seed came to.
     *
     * @param violation what was wrong, or null
     * @param finished whether the job came to its end
     * @param traceHash equal for equal runs, on every machine and JDK
     */
    public record Result(
            long seed,
            @Nullable String violation,
            boolean finished,
            long traceHash,
            long events,
            long virtualNanos,
            Sometimes sometimes) {}

    /**
     * Something that never may happen.
     *
     * @param line runs it again, boiled down if that was asked for
     */
    public record Violation(long seed, String message, String line) {}

    /**
     * What all seeds came to.
     *
     * @param seeds how many were run
     * @param finished how many jobs came to their end
     * @param violations the first ones
     * @param sometimes how often each interesting thing happened
     */
    public record Report(
            long seeds,
            long finished,
            long events,
            long virtualNanos,
            List<Violation> violations,
            Map<String, Long> sometimes) {}

    /** Runs one seed. */
    public static Result runSeed(Settings settings, long seed) {
        return runSeed(settings, seed, null);
    }

    /** @param trace hears each event, a line each, or null */
    public static Result runSeed(Settings settings, long seed, @Nullable Consumer<String> trace) {
        Mutant mutant = settings.mutant();
        Doors doors = mutant == null ? new Doors() {} : mutant.doors();
        World.Choice choice =
                new World.Choice(settings.protocols(), settings.onlyFaults(), settings.records(), settings.loops());
        World.Outcome outcome = new World(seed, choice, doors, trace).run();
        return new Result(
                seed,
                outcome.violation(),
                outcome.finished(),
                outcome.traceHash(),
                outcome.events(),
                outcome.virtualNanos(),
                outcome.sometimes());
    }

    /** Runs one seed after the other. */
    public static Report run(Settings settings) {
        Sometimes sometimes = new Sometimes();
        List<Violation> violations = new ArrayList<>();
        long seeds = 0;
        long finished = 0;
        long events = 0;
        long virtualNanos = 0;
        while (seeds < settings.seeds() && settings.goOn().getAsBoolean()) {
            Result result = runSeed(settings, settings.firstSeed() + seeds);
            seeds++;
            finished += result.finished() ? 1 : 0;
            events += result.events();
            virtualNanos += result.virtualNanos();
            sometimes.add(result.sometimes());
            if (result.violation() != null && violations.size() < MAX_VIOLATIONS) {
                violations.add(violation(settings, result.seed(), result.violation()));
            }
            settings.progress().accept(result);
        }
        return new Report(seeds, finished, events, virtualNanos, List.copyOf(violations), sometimes.counts());
    }

    private static Violation violation(Settings settings, long seed, String message) {
        Settings least = settings.shrinks() ? shrunk(settings, seed) : settings;
        return new Violation(seed, message, line(least, seed));
    }

    /** Leaves out one kind of fault after the other, and then half of the records, as long as something is wrong. */
    static Settings shrunk(Settings settings, long seed) {
        Settings least = settings;
        Set<Fault> given = settings.onlyFaults();
        EnumSet<Fault> faults = given == null ? EnumSet.allOf(Fault.class) : EnumSet.copyOf(given);
        for (Fault fault : Fault.values()) {
            EnumSet<Fault> fewer = EnumSet.copyOf(faults);
            if (fewer.remove(fault) && isViolated(least.onlyFaults(fewer), seed)) {
                faults = fewer;
                least = least.onlyFaults(fewer);
            }
        }
        int records = settings.records() > 0 ? settings.records() : 1_000;
        while (records > 1 && isViolated(least.records(records / 2), seed)) {
            records /= 2;
            least = least.records(records);
        }
        return least;
    }

    private static boolean isViolated(Settings settings, long seed) {
        return runSeed(settings, seed).violation() != null;
    }

    /** The command that runs a seed again. */
    static String line(Settings settings, long seed) {
        StringBuilder line = new StringBuilder("levada simulate --protocol %s --seed %d"
                .formatted(settings.protocols().label(), seed));
        Set<Fault> faults = settings.onlyFaults();
        if (faults != null) {
            line.append(" --only-faults ")
                    .append(
                            faults.isEmpty()
                                    ? "none"
                                    : faults.stream().map(Fault::label).collect(Collectors.joining(",")));
        }
        if (settings.records() > 0) {
            line.append(" --records ").append(settings.records());
        }
        if (settings.loops()) {
            line.append(" --loops");
        }
        Mutant mutant = settings.mutant();
        if (mutant != null) {
            line.append(" --mutant ").append(mutant.label());
        }
        return line.toString().toLowerCase(Locale.ROOT);
    }
}
