package dev.levada.core.task;

import java.util.Optional;

/**
 * A call in flight, in a snapshot.
 *
 * @param number grows with each record of the task
 * @param eventTime of the record
 * @param behind the watermark that waits behind it
 * @param reached how far event time had come in what had gone on; of the first of a task's calls, others may say less
 */
record KeptCall(long number, Object value, long eventTime, Optional<Held> behind, long reached) {

    /** A watermark that waits. */
    record Held(long millis, boolean idle) {}
}
