package dev.levada.bench;

import dev.levada.api.Topology;
import java.util.List;
import java.util.function.Consumer;

/**
 * A job whose workers are killed, made anew in each of them from the words of its arguments.
 *
 * @param count how many records each source has, besides those that write the state
 * @param perSecond how many records of each source are due in a second
 * @param megabytes of keyed state that is written first and left alone then
 * @param startMillis when the first record is due, since 1970
 */
record RecoveryJob(Workload workload, long seed, long count, double perSecond, int megabytes, long startMillis) {
    static final int PARALLELISM = 2;
    /** The first of the arguments. */
    static final String WORD = "recovery";

    static RecoveryJob read(List<String> arguments) {
        return new RecoveryJob(
                Workload.valueOf(arguments.get(1)),
                Long.parseLong(arguments.get(2)),
                Long.parseLong(arguments.get(3)),
                Double.parseDouble(arguments.get(4)),
                Integer.parseInt(arguments.get(5)),
                Long.parseLong(arguments.get(6)));
    }

    List<String> arguments() {
        return List.of(
                WORD,
                workload.name(),
                String.valueOf(seed),
                String.valueOf(count),
                String.valueOf(perSecond),
                String.valueOf(megabytes),
                String.valueOf(startMillis));
    }

    /** @param told what happens; called by any thread */
    Topology topology(Consumer<String> told) {
        Topology topology = Topology.named("recovery");
        workload.build(topology, this).to(new Outputs(told));
        return topology;
    }
}
