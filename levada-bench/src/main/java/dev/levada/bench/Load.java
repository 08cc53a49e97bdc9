package dev.levada.bench;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * One run of an application by an engine in this process: what it reads and when, and who takes what it puts out. An
 * engine that writes its operators to bytes finds it as the {@link #current} one.
 */
public final class Load {
    private static final AtomicReference<Load> CURRENT = new AtomicReference<>();

    private final LoadJob job;
    private final Texts texts;
    private final Optional<Origins> origins;
    private final Consumer<String> told;
    private final boolean exactlyOnce;
    private final Marks marks;
    private final long startNanos;

    Load(LoadJob job, Texts texts, Optional<Origins> origins, Consumer<String> told, boolean exactlyOnce) {
        this.job = job;
        this.texts = texts;
        this.origins = origins;
        this.told = told;
        this.exactlyOnce = exactlyOnce;
        this.marks = job.marks();
        this.startNanos = job.startNanos();
        CURRENT.set(this);
    }

    /** The one that was made last. There is one at a time. */
    public static Load current() {
        return requireNonNull(CURRENT.get(), "nothing is measured in this process");
    }

    LoadJob job() {
        return job;
    }

    Texts texts() {
        return texts;
    }

    Optional<Origins> origins() {
        return origins;
    }

    /** Who is told what happens. */
    Consumer<String> told() {
        return told;
    }

    /** The two letters of the application. */
    public String application() {
        return job.code();
    }

    /** How many records there are. */
    public long count() {
        return job.count();
    }

    /** How many tasks an operator is to have that may have several. */
    public int parallelism() {
        return job.parallelism();
    }

    /** Whether a snapshot is to be taken each second, for exactly once; if not, nothing is done against failures. */
    public boolean exactlyOnce() {
        return exactlyOnce;
    }

    /** Whether records are due at fixed times, and not all at once: latency counts then, and not throughput. */
    public boolean isPaced() {
        return job.isPaced();
    }

    /** A record, from 0. Each is to be asked for once, in this order. */
    public String text(long index) {
        marks.pass(index, told);
        return texts.get(index);
    }

    /** When a record is due, by {@link System#nanoTime()}. It is not to be emitted before. */
    public long dueNanos(long index) {
        return startNanos + (long) (index * 1e9 / job.perSecond());
    }

    /** What takes the output of one task. */
    public LoadOutputs outputs(int task) {
        return new LoadOutputs(job, startNanos, origins, task, told);
    }
}
