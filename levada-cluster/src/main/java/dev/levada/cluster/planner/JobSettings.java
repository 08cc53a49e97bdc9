package dev.levada.cluster.planner;

import dev.levada.api.graph.Operator;
import dev.levada.api.recovery.Border;
import dev.levada.api.recovery.Cuts;
import dev.levada.api.recovery.Guarantee;
import dev.levada.api.recovery.Recovery;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is asked of a job as a whole; an operator's own choice goes before it.
 *
 * @param chosen how single operators recover, by their names, whatever they say themselves
 * @param borders what holds where single operators read others, by their names, whatever was said there
 * @param parallelism how many tasks an operator has that says nothing itself, from 1
 * @param resumable whether the job is to go on after its process is gone
 * @param cuts where tasks end an epoch that recover by checkpoints
 */
public record JobSettings(
        Guarantee guarantee,
        Recovery recovery,
        Map<String, Recovery> chosen,
        Map<String, Border> borders,
        int parallelism,
        boolean resumable,
        Cuts cuts) {

    public JobSettings {
        if (parallelism < 1) {
            throw new IllegalArgumentException("parallelism must be at least 1, was " + parallelism);
        }
        chosen = new LinkedHashMap<>(chosen);
        borders = new LinkedHashMap<>(borders);
    }

    /** Operators choose for themselves; cuts are aligned. */
    public JobSettings(Guarantee guarantee, Recovery recovery, int parallelism, boolean resumable) {
        this(guarantee, recovery, new LinkedHashMap<>(), new LinkedHashMap<>(), parallelism, resumable, Cuts.ALIGNED);
    }

    /** The same, but tasks end their epochs elsewhere. */
    public JobSettings cuts(Cuts others) {
        return new JobSettings(guarantee, recovery, chosen, borders, parallelism, resumable, others);
    }

    /** How an operator recovers. */
    public Recovery recovery(Operator operator) {
        Recovery wanted = chosen.get(operator.name());
        return wanted != null ? wanted : operator.recovery().orElse(recovery);
    }

    /** What was chosen for where an operator reads another. */
    Optional<Border> border(Operator reader, Operator.Input input) {
        return Optional.ofNullable(borders.get(reader.name())).or(input::border);
    }
}
