package dev.levada.bench.result;

import java.util.Arrays;
import java.util.Optional;

/** What is measured of a run, in one number. Times are milliseconds, but where the name has another unit. */
public enum Figure {
    /** Records, words or operations, in a second of user and system time of all processes. */
    PER_CORE_SECOND("perCoreSecond", "records per core-second", Better.MORE),
    /** The same, by the wall clock. */
    PER_SECOND("perSecond", "records per second", Better.MORE),
    /** How long what was measured took. */
    SECONDS("seconds", "seconds", Better.UNSAID),
    /** User and system time of all processes in that. */
    CPU_SECONDS("cpuSeconds", "CPU seconds", Better.UNSAID),
    /** Of these, those of a process that the engine needs beside its own, as a broker. */
    BESIDE_CPU_SECONDS("besideCpuSeconds", "of these, beside the engine", Better.UNSAID),
    /** How many records were due in a second, where they come at a rate. */
    OFFERED_PER_SECOND("offeredPerSecond", "records due per second", Better.UNSAID),
    /** From when a record was due until its output came out; the median. */
    P50("p50Ms", "latency, median, ms", Better.LESS),
    P95("p95Ms", "latency, 95th percentile, ms", Better.LESS),
    P99("p99Ms", "latency, 99th percentile, ms", Better.LESS),
    P999("p999Ms", "latency, 99.9th percentile, ms", Better.LESS),
    MAX("maxMs", "latency, the worst, ms", Better.LESS),
    /** From a failure until it was known. */
    DETECTED("detectedMs", "failure until it is known, ms", Better.LESS),
    /** From a failure until all tasks ran again. */
    ONLINE("onlineMs", "failure until all tasks run again, ms", Better.LESS),
    /** From a failure until the failed task had output for a later record than ever before. */
    OUTPUT_GAP("outputGapMs", "failure until new output, ms", Better.LESS),
    /** From a failure until output of the failed task was committed again. */
    COMMIT_GAP("commitGapMs", "failure until a commit, ms", Better.LESS),
    /** The longest time in which tasks that had not failed had no new output. */
    OTHERS_OUTPUT_PAUSE("othersOutputPauseMs", "other keys without output, ms", Better.LESS),
    /** From a failure until output was in time again: what had piled up is done. */
    LATE("lateMs", "failure until output is in time, ms", Better.LESS),
    /** From the end of an epoch until it was complete. */
    EPOCH("epochMs", "epoch until it is complete, ms", Better.LESS);

    private final String label;
    private final String title;
    private final Better better;

    /** Which of two values is the better one. */
    public enum Better {
        MORE,
        LESS,
        /** It is a circumstance, not an achievement: it is shown, and not compared. */
        UNSAID
    }

    Figure(String label, String title, Better better) {
        this.label = label;
        this.title = title;
        this.better = better;
    }

    /** Its name in reports. */
    public String label() {
        return label;
    }

    /** What it is, for people. */
    public String title() {
        return title;
    }

    public Better better() {
        return better;
    }

    /** The figure of that {@link #label}. */
    public static Optional<Figure> find(String label) {
        return Arrays.stream(values()).filter(each -> each.label.equals(label)).findFirst();
    }
}
