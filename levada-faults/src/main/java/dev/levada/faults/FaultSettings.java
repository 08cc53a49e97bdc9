package dev.levada.faults;

import dev.levada.api.recovery.Recovery;
import java.nio.file.Path;
import java.util.List;

/**
 * What the rounds of a harness have in common.
 *
 * @param command what runs the levada command, without its arguments
 * @param protocol under which the jobs run
 * @param kinds of faults that may be done, at least one
 * @param workers how many worker processes a job has, from 2
 * @param spares how many more stand by, from 0
 * @param records how many a job has, from 1
 * @param directory where a round has a directory of its own; kept if the round went wrong
 * @param broken whether jobs have a bug that is to be found
 */
public record FaultSettings(
        List<String> command,
        Recovery protocol,
        List<Fault> kinds,
        int workers,
        int spares,
        int records,
        Path directory,
        boolean broken) {

    public FaultSettings {
        command = List.copyOf(command);
        kinds = List.copyOf(kinds);
        if (kinds.isEmpty() || workers < 2 || spares < 0 || records < 1) {
            throw new IllegalArgumentException(
                    "%d kinds of faults, %d workers, %d spares, %d records: at least 1, 2, 0 and 1 were expected"
                            .formatted(kinds.size(), workers, spares, records));
        }
    }
}
