package dev.levada.node.standing;

import dev.levada.core.plan.TaskId;
import dev.levada.io.time.SystemTime;
import dev.levada.node.job.Job;
import dev.levada.node.processes.JobLoader;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Does to a job what its own script says. Steps do not wait for their effect, except pauses, which have no other.
 *
 * @param over whether there is nobody left to do it to
 */
record ScriptPlayer(Job job, JobLoader.Printer printer, BooleanSupplier over) {
    private static final long LOOK_UP_MILLIS = 20;

    /** Returns when the script is done, or the job over. */
    void play(List<Step> script) {
        for (Step step : script) {
            if (over.getAsBoolean()) {
                return;
            }
            printer.print(step.line(), true);
            step.deed().ifPresent(this::tryOut);
        }
    }

    /** What aims at nothing is told, and the script goes on. */
    private void tryOut(Step.Deed deed) {
        try {
            carryOut(deed);
        } catch (IllegalArgumentException e) {
            printer.print("% left out: " + e.getMessage(), true);
        }
    }

    private void carryOut(Step.Deed deed) {
        if (deed instanceof Step.Deed.Release release) {
            job.release(release.chain());
        } else if (deed instanceof Step.Deed.Interval interval) {
            job.interval(interval.chain(), Duration.ofNanos(interval.nanos()));
        } else if (deed instanceof Step.Deed.Crash crash) {
            job.crash(crash.task());
        } else if (deed instanceof Step.Deed.Freeze freeze) {
            if (freeze.freeze()) {
                job.freeze(freeze.task());
            } else {
                job.unfreeze(freeze.task());
            }
        } else if (deed instanceof Step.Deed.Tell tell) {
            tell(tell.tasks());
        } else if (deed instanceof Step.Deed.Pause pause) {
            pause(pause.nanos());
        }
    }

    private void tell(List<Step.Named> asked) {
        Map<TaskId, Job.TaskStatus> now =
                job.tasks().stream().collect(Collectors.toMap(Job.TaskStatus::task, Function.identity()));
        for (Step.Named each : asked) {
            Job.TaskStatus status = now.get(each.task());
            if (status != null) {
                printer.print(
                        "status %s, %s, %d in, %d out"
                                .formatted(
                                        each.name(),
                                        status.condition().name().toLowerCase(Locale.ROOT),
                                        status.recordsIn(),
                                        status.recordsOut()),
                        true);
            }
        }
    }

    private void pause(long nanos) {
        long endNanos = SystemTime.nanos() + nanos;
        while (endNanos - SystemTime.nanos() > 0 && !over.getAsBoolean()) {
            try {
                TimeUnit.MILLISECONDS.sleep(LOOK_UP_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
