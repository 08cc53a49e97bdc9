package dev.levada.core.task;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A record whose answer has not gone on. Confined to the task. */
final class PendingCall {
    final String idempotencyKey;
    /** By what it is kept: the key of the record, or that of the call if records have none. */
    final Object key;

    final int hash;
    final long number;
    final Object value;
    final long eventTime;
    /** When its record was due; 0 if that was in another attempt. */
    long bornNanos;
    /** What waits until this and all before it have gone on. */
    Optional<KeptCall.Held> behind = Optional.empty();

    long reached;
    /** Whether the state has it, and as it is. */
    boolean kept;

    boolean current;

    int attempts;
    long deadlineNanos;
    CallHost.@Nullable Answer answer;

    PendingCall(String idempotencyKey, Object key, int hash, long number, Object value, long eventTime, long reached) {
        this.idempotencyKey = idempotencyKey;
        this.key = key;
        this.hash = hash;
        this.number = number;
        this.value = value;
        this.eventTime = eventTime;
        this.reached = reached;
    }

    void holds(KeptCall.Held watermark) {
        behind = Optional.of(watermark);
        current = false;
    }

    /** Notes how far event time has come before it, which may be further than it was. */
    void reached(long millis) {
        current &= reached == millis;
        reached = millis;
    }

    KeptCall toKept() {
        return new KeptCall(number, value, eventTime, behind, reached);
    }
}
