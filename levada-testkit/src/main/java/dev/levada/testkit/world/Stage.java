package dev.levada.testkit.world;

import dev.levada.api.recovery.Recovery;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A small world in which nothing is left to chance. Its job reads a source of two splits, each in a task of its own;
 * one task, of the operator "merge", takes what comes first; "hop1" and so on pass it on; "sink0" and so on get it all.
 * So the only thing that any task chooses is in which order "merge" takes what comes.
 *
 * <p>Each operator has a worker of its own, numbered from 1 in this order. All tasks run, and nothing is on its way,
 * when the sources' records are due, all at once; from then on it matters what happens first.
 *
 * @param protocols what the job's operators recover by, all together; the first one, if they do not say so themselves
 * @param recoveries what operators recover by that do, by their names
 * @param hops how many operators only pass on
 * @param sinks how many get everything
 * @param records how many each split has
 * @param epochNanos from one epoch to the next
 * @param lastingNanos after what time of the simulated world it does not matter any more what happens first
 * @param struck the operators whose workers may be struck, wherever their tasks run
 * @param strikes what may go wrong
 * @param most how often anything may, in all
 */
public record Stage(
        Mixture protocols,
        Map<String, Recovery> recoveries,
        int hops,
        int sinks,
        int records,
        long epochNanos,
        long lastingNanos,
        Set<String> struck,
        Set<Strike> strikes,
        int most) {
    /** When the records of the sources are due, and it begins to matter what happens first. */
    static final long DUE_NANOS = 20_000_000;

    private static final long MILLI = 1_000_000;

    public Stage {
        if (hops < 0 || sinks < 1 || records < 1 || most < 0) {
            throw new IllegalArgumentException(
                    "a stage has hops from 0, sinks and records from 1, and strikes from 0, was %d, %d, %d and %d"
                            .formatted(hops, sinks, records, most));
        }
    }

    /** A source, an operator that takes what comes first, one that passes it on, and a sink; nothing goes wrong. */
    public static Stage of(Recovery protocol) {
        return new Stage(
                Mixture.of(protocol),
                new LinkedHashMap<>(),
                1,
                1,
                1,
                12 * MILLI,
                60 * MILLI,
                new LinkedHashSet<>(),
                new LinkedHashSet<>(),
                0);
    }

    public Stage mixing(Mixture all, Map<String, Recovery> own) {
        return new Stage(all, own, hops, sinks, records, epochNanos, lastingNanos, struck, strikes, most);
    }

    public Stage operators(int newHops, int newSinks) {
        return new Stage(
                protocols, recoveries, newHops, newSinks, records, epochNanos, lastingNanos, struck, strikes, most);
    }

    public Stage records(int number) {
        return new Stage(protocols, recoveries, hops, sinks, number, epochNanos, lastingNanos, struck, strikes, most);
    }

    public Stage epochs(long nanos) {
        return new Stage(protocols, recoveries, hops, sinks, records, nanos, lastingNanos, struck, strikes, most);
    }

    /** So often at most, in all, one of these befalls the worker of one of some operators, or the coordinator. */
    public Stage strikes(int number, List<String> operators, Strike... kinds) {
        return new Stage(
                protocols,
                recoveries,
                hops,
                sinks,
                records,
                epochNanos,
                lastingNanos,
                new LinkedHashSet<>(operators),
                new LinkedHashSet<>(List.of(kinds)),
                number);
    }

    int workers() {
        return 2 + hops + sinks;
    }
}
