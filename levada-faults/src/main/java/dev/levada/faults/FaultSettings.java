package dev.levada.faults;

import dev.levada.api.recovery.Cuts;
import dev.levada.api.recovery.Recovery;
import java.nio.file.Path;
import java.util.List;

/**
 * What the rounds of a harness have in common.
 *
 * @param command what runs the levada command, without its arguments
 * @param protocol under which the jobs run
 * @param chosen how single operators recover otherwise, as {@code OPERATOR=PROTOCOL}
 * @param borders where some of them go back together or not, as {@code OPERATOR=BORDER}
 * @param cuts where their tasks end an epoch
 * @param kinds of faults that may be done, at least one
 * @param workers how many worker processes a job has, from 2
 * @param spares how many more stand by, from 0
 * @param standby where the latest state of tasks is held ready, as {@code --standby} says it
 * @param records how many a job has, from 1; {@value #PER_SECOND} come in a second
 * @param strikes how many faults are done to a job at most, from 1
 * @param directory where a round has a directory of its own; kept if the round went wrong
 * @param loop whether records go round a loop in the jobs
 * @param broken whether jobs have a bug that is to be found
 */
public record FaultSettings(
        List<String> command,
        Recovery protocol,
        List<String> chosen,
        List<String> borders,
        Cuts cuts,
        List<Fault> kinds,
        int workers,
        int spares,
        String standby,
        int records,
        int strikes,
        Path directory,
        boolean loop,
        boolean broken) {

    /** How many records come in a second, if nothing happens to the job. */
    static final int PER_SECOND = 2_500;

    public FaultSettings {
        command = List.copyOf(command);
        chosen = List.copyOf(chosen);
        borders = List.copyOf(borders);
        kinds = List.copyOf(kinds);
        if (kinds.isEmpty() || workers < 2 || spares < 0 || records < 1 || strikes < 1) {
            throw new IllegalArgumentException(
                    "%d kinds of faults, %d workers, %d spares, %d records, %d strikes: at least 1, 2, 0, 1 and 1 were expected"
                            .formatted(kinds.size(), workers, spares, records, strikes));
        }
    }

    /** How long the records of a job take to come, if nothing happens to it. */
    double seconds() {
        return (double) records / PER_SECOND;
    }

    FaultSettings withKinds(List<Fault> possible) {
        return new FaultSettings(
                command, protocol, chosen, borders, cuts, possible, workers, spares, standby, records, strikes,
                directory, loop, broken);
    }
}
