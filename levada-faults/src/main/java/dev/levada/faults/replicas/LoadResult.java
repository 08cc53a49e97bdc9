package dev.levada.faults.replicas;

import dev.levada.replication.history.Seen;
import java.util.List;

/**
 * What came of it.
 *
 * @param history what clients saw, in the order in which operations ended; times count from the start
 * @param seconds from the first operation to the end of the last
 */
public record LoadResult(List<Seen> history, List<MemberStrike> strikes, double seconds) {

    public LoadResult {
        history = List.copyOf(history);
        strikes = List.copyOf(strikes);
    }
}
