package dev.levada.core.task;

import dev.levada.core.recovery.SourcePositions;
import dev.levada.core.recovery.SourcePositions.Shown;
import java.util.List;

/**
 * The sinks of one task that show at once, where what they show is final: what they wait for, and how far later
 * attempts are told that they were. Confined to the task.
 */
final class ImmediateSinks {
    /** How long it may be before it is recorded that something is shown. */
    private static final long RECORD_NANOS = 20_000_000;

    private static final byte[] NO_HANDLE = {};

    private final List<HeldSink> sinks;
    private final TaskListener listener;
    private List<Shown> recording = List.of();
    private long dueNanos;
    private long stable;
    /** The last epoch that has ended here and may still be complete, or be given up; 0 if there is none. */
    private long pending;

    ImmediateSinks(List<HeldSink> sinks, TaskListener listener) {
        this.sinks = List.copyOf(sinks);
        this.listener = listener;
    }

    /** Whether the task may take more of its input. */
    boolean hasRoom() {
        for (int i = 0; i < sinks.size(); i++) {
            if (!sinks.get(i).hasRoom(pending != 0)) {
                return false;
            }
        }
        return true;
    }

    /** Whether something waits for the log, and {@link #logged} has not said for how much of it. */
    boolean areUnmarked() {
        for (int i = 0; i < sinks.size(); i++) {
            if (sinks.get(i).isUnmarked()) {
                return true;
            }
        }
        return false;
    }

    /** All that the task has chosen so far is in its log up to a position. */
    void logged(long position) {
        for (int i = 0; i < sinks.size(); i++) {
            sinks.get(i).logged(position);
        }
        if (position <= stable) {
            stable(position);
        }
    }

    /** The log is durable up to a position. */
    void stable(long position) {
        stable = Math.max(stable, position);
        for (int i = 0; i < sinks.size(); i++) {
            sinks.get(i).stable(position);
        }
    }

    /** An epoch has ended here. */
    void ended(long epoch) {
        pending = epoch;
    }

    /** An epoch, and all before it, is complete, or was given up. */
    void over(long epoch) {
        if (epoch >= pending) {
            pending = 0;
        }
    }

    /** Has it recorded, now and then, how far sinks have shown. */
    void turn(long nowNanos) {
        if (!hasNews()) {
            return;
        }
        if (dueNanos == 0) {
            dueNanos = nowNanos + RECORD_NANOS;
        } else if (nowNanos - dueNanos >= 0) {
            record();
        }
    }

    /** When {@link #turn} has something to do, in monotonic time; 0 if not known. */
    long dueNanos() {
        return dueNanos;
    }

    private boolean hasNews() {
        if (!recording.isEmpty()) {
            return false;
        }
        for (int i = 0; i < sinks.size(); i++) {
            if (sinks.get(i).hasNews()) {
                return true;
            }
        }
        return false;
    }

    /** Has it recorded how far sinks have shown, unless that is under way: then the rest comes later. */
    void record() {
        if (hasNews()) {
            dueNanos = 0;
            recording = sinks.stream()
                    .map(sink -> new Shown(sink.name(), sink.shown(), NO_HANDLE))
                    .toList();
            if (listener.record(SourcePositions.none().with(recording))) {
                recorded();
            }
        }
    }

    /** What was to be recorded is. */
    void recorded() {
        for (int i = 0; i < recording.size(); i++) {
            sinks.get(i).recorded(recording.get(i).number());
        }
        recording = List.of();
    }
}
