package dev.levada.core.determinant;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Up to where all that happened can be done again, after some logs were lost in part: the latest such line. After E.
 * Elnozahy et al., "A Survey of Rollback-Recovery Protocols in Message-Passing Systems" (ACM Computing Surveys 2002,
 * section 4.2).
 *
 * @param round the recovery for which it was drawn; 0 for none, which everything is within
 * @param epoch the last complete one: what was chosen before it nobody needs
 * @param alive the logs of processes that stay: what is not durable there will be, or another line is drawn
 * @param reached of each other log that anything is left of, the last number within the line; 0 of all others
 */
public record RecoveryLine(long round, long epoch, Set<LogWriter> alive, Map<LogWriter, Long> reached) {

    /** Where nothing was lost. */
    public static RecoveryLine none() {
        return new RecoveryLine(0, 0, new LinkedHashSet<>(), new LinkedHashMap<>());
    }

    /** Whether there is one. */
    public boolean isDrawn() {
        return round > 0;
    }

    /** Whether nothing is added to a log any more: its process is gone, or went back and began another. */
    public boolean isOver(LogWriter writer) {
        return writer.round() < round && !alive.contains(writer);
    }

    /** Whether a place in a log is within the line. */
    public boolean holds(LogWriter writer, long number) {
        return !isOver(writer) || number <= reached.getOrDefault(writer, 0L);
    }

    /** Whether what follows from something is within the line, as far as that goes. */
    public boolean holds(Dependency dependency) {
        return dependency.epoch() < epoch || holds(dependency.writer(), dependency.upTo());
    }

    /**
     * Draws the line, when nobody can write any more to the logs of those who do not stay.
     *
     * @param before the line of the recovery before: what was beyond it stays there, whatever has turned up since
     * @param found what is durable of all logs since the epoch
     */
    public static RecoveryLine draw(
            long round, long epoch, RecoveryLine before, Set<LogWriter> alive, List<TracedLog> found) {
        Map<LogWriter, List<TracedSlice>> logs = new LinkedHashMap<>();
        found.stream()
                .filter(log -> !alive.contains(log.writer()))
                .forEach(log -> logs.computeIfAbsent(log.writer(), any -> new ArrayList<>())
                        .addAll(log.slices()));
        RecoveryLine line = new RecoveryLine(round, epoch, alive, new LinkedHashMap<>());
        logs.forEach((writer, slices) -> {
            slices.sort(Comparator.comparingLong(TracedSlice::number));
            long last = slices.isEmpty() ? 0 : slices.get(slices.size() - 1).number();
            long bound = before.isOver(writer) ? before.reached.getOrDefault(writer, 0L) : last;
            line.reached.put(writer, Math.min(last, bound));
        });
        boolean lower = true;
        while (lower) { // each time a log ends earlier, so not for ever
            lower = false;
            for (Map.Entry<LogWriter, List<TracedSlice>> log : logs.entrySet()) {
                lower |= line.lower(log.getKey(), log.getValue());
            }
        }
        return line;
    }

    /** Lets a log end before the first slice that follows from something beyond the line; whether there is one. */
    private boolean lower(LogWriter writer, List<TracedSlice> slices) {
        long last = reached.getOrDefault(writer, 0L);
        for (TracedSlice slice : slices) {
            if (slice.number() <= last && !slice.dependencies().stream().allMatch(this::holds)) {
                reached.put(writer, slice.number() - 1);
                return true;
            }
        }
        return false;
    }
}
