package dev.levada.testkit.world;

import dev.levada.api.recovery.Guarantee;
import java.util.List;

/** Two sinks that got the same drawn numbers on different ways must agree on them. */
final class Witnesses {

    private Witnesses() {}

    static void check(World world, List<Ledger> ledgers) {
        if (world.profile().guarantee() != Guarantee.EXACTLY_ONCE) {
            return;
        }
        for (Ledger one : ledgers) {
            for (Ledger other : ledgers) {
                if (one != other
                        && !one.output().witness().isEmpty()
                        && one.output().witness().equals(other.output().witness())) {
                    compare(world, one, other);
                }
            }
        }
    }

    private static void compare(World world, Ledger one, Ledger other) {
        world.sometimes("two witnesses compared");
        one.witnesses().forEach((id, values) -> {
            List<Long> theirs = other.witnesses().getOrDefault(id, List.of());
            // One of them may have got copies, by broadcast.
            if (!theirs.containsAll(values) || !values.containsAll(theirs)) {
                world.violated("sinks %s and %s disagree on record %d: %s and %s"
                        .formatted(
                                one.output().sink().name(),
                                other.output().sink().name(),
                                id,
                                values,
                                theirs));
            }
        });
    }
}
