package dev.levada.testkit;

import dev.levada.testkit.world.Fault;
import dev.levada.testkit.world.Guest;
import dev.levada.testkit.world.GuestWorld;
import dev.levada.testkit.world.World;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One job, run with faults and judged.
 *
 * @param reference what comes of it without any
 */
record Trial(Guest guest, Judge judge, Reference reference) {

    /**
     * What a seed came to that it must not.
     *
     * @param faults what went wrong, and when, for people
     */
    record Failure(String what, List<String> faults) {}

    /**
     * Runs one seed.
     *
     * @param only the kinds of faults there may be, or null for any
     * @param listener hears each event, a line each, or null
     */
    Optional<Failure> run(@Nullable Set<Fault> only, long seed, @Nullable Consumer<String> listener) {
        GuestWorld world = GuestWorld.drawn(guest, only, seed, listener);
        World.Outcome outcome = world.run();
        if (outcome.violation() != null) {
            return Optional.of(new Failure(outcome.violation(), world.faults()));
        }
        return judge.difference(reference.committed(), world.committed(), outcome.finished())
                .map(what -> new Failure(what, world.faults()));
    }

    /** The kinds of faults that are left when one after the other is left out, as long as something is wrong. */
    Set<Fault> enough(@Nullable Set<Fault> only, long seed) {
        Set<Fault> least = only == null ? EnumSet.allOf(Fault.class) : only;
        for (Fault fault : Fault.values()) {
            Set<Fault> fewer = EnumSet.noneOf(Fault.class);
            least.stream().filter(each -> each != fault).forEach(fewer::add);
            if (fewer.size() < least.size() && run(fewer, seed, null).isPresent()) {
                least = fewer;
            }
        }
        return least;
    }
}
