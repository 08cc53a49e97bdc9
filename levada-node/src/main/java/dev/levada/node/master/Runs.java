package dev.levada.node.master;

import dev.levada.api.connector.BadInputException;
import dev.levada.cluster.coordinator.Decision;
import dev.levada.core.plan.JobPlan;
import dev.levada.node.storage.JobStorage;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Tells a fresh start from one that goes on, and refuses to go on with something else. */
public final class Runs {

    private Runs() {}

    /**
     * The run that a job is part of.
     *
     * @throws BadInputException if the storage is of another job, or of another form of this one; it is closed then
     */
    public static String of(JobStorage storage, JobPlan plan, Map<String, List<String>> splits) {
        if (storage.recalled().isEmpty()) {
            return UUID.randomUUID().toString();
        }
        try {
            Decision.RunBegun begun = storage.recalled().stream()
                    .filter(Decision.RunBegun.class::isInstance)
                    .map(Decision.RunBegun.class::cast)
                    .findFirst()
                    .orElseThrow(() ->
                            new BadInputException("the state directory does not say what job it is of; name another"));
            check(begun, plan, splits);
            return begun.run();
        } catch (BadInputException e) {
            try {
                storage.close();
            } catch (IOException closing) {
                e.addSuppressed(closing);
            }
            throw e;
        }
    }

    /** How a job recovers, each chain by its name if they differ. */
    static String recovery(JobPlan plan) {
        return plan.recoveries().size() == 1
                ? plan.recovery()
                : plan.chains().stream()
                        .map(chain -> chain.name() + "=" + chain.recovery().label())
                        .collect(Collectors.joining(", "));
    }

    /**
     * Refuses what a job has kept if that is of another one.
     *
     * @throws BadInputException if it is, or is of another form of this one
     */
    public static void check(Decision.RunBegun begun, JobPlan plan, Map<String, List<String>> splits) {
        if (!begun.job().equals(plan.job())) {
            throw new BadInputException("the state directory is of job '%s', this is job '%s'; name another directory"
                    .formatted(begun.job(), plan.job()));
        }
        if (!begun.recovery().equals(recovery(plan))) {
            throw new BadInputException(("the state of job '%s' was written under recovery %s, and %s is asked for now;"
                            + " go on with the former, or name another directory")
                    .formatted(plan.job(), begun.recovery(), recovery(plan)));
        }
        Map<String, Integer> tasks = new LinkedHashMap<>();
        plan.chains().forEach(chain -> tasks.put(chain.name(), chain.parallelism()));
        if (!begun.tasks().equals(tasks)) {
            throw new BadInputException(
                    ("job '%s' has changed since its state was written: it had the tasks %s, it has %s now;"
                                    + " go on with the old form, or take a savepoint with it and start from that")
                            .formatted(plan.job(), begun.tasks(), tasks));
        }
        begun.splits().forEach((source, read) -> {
            List<String> now = splits.getOrDefault(source, List.of());
            if (!now.containsAll(read)) {
                throw new BadInputException(
                        "source '%s' of job '%s' has lost inputs since its state was written: it had %s, it has %s now"
                                .formatted(source, plan.job(), read, now));
            }
        });
    }
}
