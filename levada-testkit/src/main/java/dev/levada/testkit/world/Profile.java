package dev.levada.testkit.world;

import dev.levada.api.recovery.Cuts;
import dev.levada.api.recovery.Guarantee;
import dev.levada.api.recovery.Recovery;
import dev.levada.cluster.control.Suspicion;
import dev.levada.cluster.coordinator.CoordinatorSettings;
import dev.levada.testkit.chance.Chance;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a seed draws before anything happens: how big the world is, and what can go wrong in it.
 *
 * @param replaces whether failed tasks are replaced, where the protocol leaves that open
 * @param live whether the faults end, so that the job must, too
 * @param records how many the sources give in all, about
 * @param faultsUntilNanos when the last fault begins
 * @param faultEveryNanos the mean time between two faults
 * @param lossPercent how often each control message meets each of its faults
 * @param memoryRecords how many records that a task has sent stay in memory, or 0 if there is no other room for them
 * @param local whether tasks of one process hand each other elements by reference
 * @param cuts where tasks end an epoch that recover by checkpoints
 */
public record Profile(
        Mixture protocols,
        boolean replaces,
        Set<Fault> faults,
        boolean live,
        int workers,
        int records,
        long durationNanos,
        int batchSize,
        int capacity,
        CoordinatorSettings coordinator,
        Suspicion suspicion,
        long faultsUntilNanos,
        long faultEveryNanos,
        int lossPercent,
        int memoryRecords,
        boolean local,
        Cuts cuts) {
    private static final long MILLI = 1_000_000;

    /**
     * Draws one.
     *
     * @param only the kinds of faults there may be, or null for any
     * @param records in place of a drawn number, if above 0
     */
    static Profile draw(Chance chance, Mixture protocols, @Nullable Set<Fault> only, int records) {
        EnumSet<Fault> faults = EnumSet.noneOf(Fault.class);
        int percentage = chance.oneOf(List.of(0, 10, 20, 20, 35, 35, 60));
        for (Fault fault : Fault.values()) {
            if (!fault.isFor(protocols)) {
                continue;
            }
            boolean often = fault == Fault.GIVEN_UP && percentage > 0; // else there are too few of those that live on
            boolean drawn = chance.percent(often ? 60 : percentage);
            if (drawn && (only == null || only.contains(fault))) {
                faults.add(fault);
            }
        }
        boolean live = chance.percent(70);
        int drawnRecords = (int) (chance.percent(70) ? chance.between(50, 250) : chance.between(250, 1000));
        long duration = chance.between(20 * MILLI, 400 * MILLI);
        boolean replaces = chance.percent(75);
        int batch = chance.percent(40) ? 1 : (int) chance.between(1, 40);
        int capacity = chance.percent(30) ? 1 : (int) chance.between(1, 16);
        long resend = chance.between(5 * MILLI, 30 * MILLI);
        CoordinatorSettings settings = new CoordinatorSettings(
                chance.between(3 * MILLI, 60 * MILLI),
                Long.MAX_VALUE,
                chance.between(15 * MILLI, 150 * MILLI),
                resend,
                1_000_000,
                MILLI,
                20 * resend);
        Profile aligned = new Profile(
                protocols,
                replaces || !protocols.isAlways(Recovery.none()), // at least once, a source that stays away is a loss
                faults,
                live,
                (int) chance.between(1, 3) + besides(protocols),
                records > 0 ? records : drawnRecords,
                duration,
                batch,
                capacity,
                settings,
                suspicion(chance.between(16 * MILLI, 50 * MILLI)),
                duration + chance.between(0, 200 * MILLI),
                chance.between(3 * MILLI, 60 * MILLI),
                (int) chance.between(1, 25),
                chance.percent(50) ? (int) chance.between(1, 60) : 0,
                chance.percent(50),
                Cuts.ALIGNED);
        return protocols.isAlways(Recovery.checkpoint()) ? aligned.cutting(drawn(chance), chance) : aligned;
    }

    /** A world in which nothing goes wrong by itself, and which has no end. */
    static Profile calm(Mixture protocols, int workers) {
        long resend = 10 * MILLI;
        return new Profile(
                protocols,
                true,
                EnumSet.noneOf(Fault.class),
                true,
                workers,
                0,
                0,
                8,
                8,
                new CoordinatorSettings(20 * MILLI, Long.MAX_VALUE, 150 * MILLI, resend, 1_000_000, MILLI, 20 * resend),
                suspicion(30 * MILLI),
                60_000 * MILLI,
                60_000 * MILLI,
                0,
                0,
                true,
                Cuts.ALIGNED);
    }

    /** So that some depend on those that are lost through others only, and more can be lost than are made up for. */
    private static int besides(Mixture protocols) {
        if (protocols.protocols().size() == 1 && (protocols.logsOnHosts() || protocols.logsToOthers())) {
            // So that some are on one machine, or hold nothing of each other
            return 2 * Math.max(1, protocols.domains());
        }
        return protocols.isAlways(Recovery.optimistic()) ? 1 : 2 * Math.max(0, protocols.domains() - 1);
    }

    private static Cuts drawn(Chance chance) {
        return chance.oneOf(List.of(Cuts.ALIGNED, Cuts.ALIGNED, Cuts.UNALIGNED, Cuts.UNALIGNED, Cuts.AUTO));
    }

    private Profile cutting(Cuts others, Chance chance) {
        CoordinatorSettings settings = coordinator.cuts(others);
        return new Profile(
                protocols,
                replaces,
                faults,
                live,
                workers,
                records,
                durationNanos,
                batchSize,
                capacity,
                others == Cuts.AUTO ? settings.alignAtMost(chance.between(MILLI / 2, 20 * MILLI)) : settings,
                suspicion,
                faultsUntilNanos,
                faultEveryNanos,
                lossPercent,
                memoryRecords,
                local,
                others);
    }

    private static Suspicion suspicion(long silenceNanos) {
        return new Suspicion(silenceNanos, 2 * silenceNanos);
    }

    Guarantee guarantee() {
        return protocols.gives();
    }

    boolean periodic() {
        return protocols.keepsState();
    }
}
