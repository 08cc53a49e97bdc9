package dev.levada.bench;

import dev.levada.api.Topology;
import dev.levada.api.recovery.Guarantee;
import dev.levada.api.recovery.Recovery;
import dev.levada.node.Levada;
import dev.levada.node.embedded.Embedded;
import dev.levada.node.processes.LocalWorkers;
import dev.levada.node.processes.Spares;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Consumer;

/**
 * A job around a keyed operator with several inputs and with state, whose workers are killed or whose costs are
 * measured. It is made anew in each worker process from the words of its arguments, and says in lines of text what
 * happens: {@link Marks}, and what its {@link Outputs} say.
 *
 * @param parallelism how many tasks each source and the keyed operator have
 * @param count how many records each source has, besides those that write the state
 * @param perSecond how many records of each source are due in a second; infinite if all are due at the start
 * @param megabytes of keyed state that is written first and left alone then
 * @param startMillis when the first record is due, since 1970
 */
record KeyedJob(
        Workload workload, int parallelism, long seed, long count, double perSecond, int megabytes, long startMillis) {
    /** The first of the arguments. */
    static final String WORD = "keyed";

    private static final Duration NEVER = Duration.ofDays(1);

    static KeyedJob read(List<String> arguments) {
        return new KeyedJob(
                Workload.valueOf(arguments.get(1)),
                Integer.parseInt(arguments.get(2)),
                Long.parseLong(arguments.get(3)),
                Long.parseLong(arguments.get(4)),
                Double.parseDouble(arguments.get(5)),
                Integer.parseInt(arguments.get(6)),
                Long.parseLong(arguments.get(7)));
    }

    List<String> arguments() {
        return List.of(
                WORD,
                workload.name(),
                String.valueOf(parallelism),
                String.valueOf(seed),
                String.valueOf(count),
                String.valueOf(perSecond),
                String.valueOf(megabytes),
                String.valueOf(startMillis));
    }

    /** @param told what happens; called by any thread */
    Topology topology(Consumer<String> told) {
        Topology topology = Topology.named("keyed");
        workload.build(topology, this, told).to(new Outputs(this, told));
        return topology;
    }

    /**
     * How it is run: in this process, exactly once or as well as the protocol can. Without a protocol it has no epoch
     * but that at its end: at most once would be no baseline, as sources then record how far they will read first.
     */
    Embedded under(Recovery recovery) {
        Embedded job = Levada.embedded().parallelism(parallelism);
        return recovery.equals(Recovery.none())
                ? job.guarantee(Guarantee.EXACTLY_ONCE)
                        .recovery(Recovery.checkpoint())
                        .epochs(NEVER)
                : job.guarantee(recovery.gives()).recovery(recovery);
    }

    /** Worker processes for it, and more that stand by. */
    LocalWorkers workers(int workers, Spares spares, Consumer<String> told) {
        return new LocalWorkers(
                workers, spares, BenchWorker.class.getName(), arguments(), (line, log) -> told.accept(line));
    }

    LargeState state() {
        return new LargeState(megabytes);
    }

    /** The part of each source's records in which is measured, not counting those that write the state. */
    Marks marks() {
        return Marks.of(count, parallelism);
    }

    /** When the first record is due, on this process's monotonic clock, as exactly as clocks tell. */
    long startNanos() {
        long now = ChronoUnit.NANOS.between(Instant.EPOCH, Instant.now());
        return System.nanoTime() + startMillis * 1_000_000 - now;
    }
}
