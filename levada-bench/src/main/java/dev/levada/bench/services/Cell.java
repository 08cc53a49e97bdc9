package dev.levada.bench.services;

import dev.levada.faults.replicas.MemberFault;
import java.util.Optional;

/**
 * One measurement.
 *
 * @param service the label of who serves
 * @param replicas 0 where there are none
 * @param clients at a time, each with one request on its way
 * @param pauseMillis that a client rests after each answer
 * @param fault that befalls a member meanwhile
 */
public record Cell(String service, int replicas, int clients, long pauseMillis, Optional<MemberFault> fault) {

    /** As it was published, {@code 16c3r}; what was not published follows. */
    public String name() {
        return clients
                + "c"
                + (replicas == 0 ? "" : replicas + "r")
                + (pauseMillis == ServicesBench.PUBLISHED_PAUSE_MILLIS
                        ? ""
                        : pauseMillis == 0 ? "-no-pause" : "-pause-" + pauseMillis)
                + fault.map(kind -> "-" + kind.label()).orElse("");
    }
}
