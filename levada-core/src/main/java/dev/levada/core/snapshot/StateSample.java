package dev.levada.core.snapshot;

import dev.levada.core.state.StateDigest;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the operators of a task held when it ended an epoch, so that those who do the same can be compared. To hash a
 * state costs what it costs to write all of it out, so a big one is hashed now and then only; but its entries are
 * always counted.
 */
public final class StateSample {
    /** States of up to so many entries are hashed at each epoch. */
    public static final long SMALL_ENTRIES = 10_000;
    /** Others at each epoch that this divides. */
    public static final long EVERY_EPOCHS = 16;

    private StateSample() {}

    /**
     * The digest of each operator that has keyed state. Waits for nobody; any thread, before the snapshot is released.
     *
     * @throws IllegalStateException if there is something in the state that cannot be written, or it is released
     */
    public static Map<String, StateDigest> of(TaskSnapshot snapshot) {
        Map<String, StateDigest> sample = new LinkedHashMap<>();
        for (OperatorSnapshot operator : snapshot.operators()) {
            operator.state()
                    .ifPresent(view ->
                            sample.put(operator.operator(), view.digest(isHashed(snapshot.epoch(), view.size()))));
        }
        return sample;
    }

    /** The same wherever the same is done. */
    private static boolean isHashed(long epoch, long entries) {
        return entries <= SMALL_ENTRIES || epoch % EVERY_EPOCHS == 0;
    }
}
