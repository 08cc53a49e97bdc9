package dev.levada.testkit.world;

import dev.levada.cluster.coordinator.Deployment;
import dev.levada.cluster.worker.Attempt;
import dev.levada.core.determinant.DeterminantSlice;
import dev.levada.io.log.CorruptLogException;
import dev.levada.io.log.SegmentedLog;
import dev.levada.testkit.chance.Chance;
import dev.levada.testkit.disk.SimulatedDisk;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the tasks of one worker chose, on a disk of its own that others can read: written as it comes, and forced for
 * all of them at once. If it fails, so do all attempts that write to it.
 */
final class LocalLog implements WorkerLog {
    private static final long MICRO = 1_000;
    private static final long SEGMENT_BYTES = 512;

    private final WorkerNode node;
    private final World world;
    private final Chance chance;
    private final SimulatedDisk disk;
    private final ArrayDeque<Kept> kept = new ArrayDeque<>();
    private @Nullable SegmentedLog log;
    private List<Waiting> waiting = new ArrayList<>();
    private boolean failed;

    private record Kept(long index, long epoch) {}

    private record Waiting(Attempt attempt, long position) {}

    LocalLog(WorkerNode node, Chance chance) {
        this.node = node;
        this.world = node.world;
        this.chance = chance;
        this.disk = new SimulatedDisk(chance.split().random());
    }

    @Override
    public void hurt(Hurt hurt) {
        hurt.to(disk);
    }

    private SegmentedLog open() throws IOException {
        SegmentedLog opened = log;
        if (opened == null) {
            kept.clear();
            try {
                SegmentedLog fresh = SegmentedLog.open(disk, "determinants", SEGMENT_BYTES);
                if (fresh.recovered().tornBytes() > 0) {
                    world.sometimes("a torn tail of determinants cut");
                }
                fresh.read(
                        fresh.firstIndex(),
                        (index, bytes) -> kept.add(
                                new Kept(index, DeterminantSlice.of(bytes).epoch())));
                opened = fresh;
            } catch (CorruptLogException e) {
                world.violated("the log of worker %d is damaged: %s".formatted(node.number, e.getMessage()));
                throw e;
            }
            log = opened;
        }
        return opened;
    }

    @Override
    public void append(Attempt attempt, DeterminantSlice slice, long position) {
        if (!failed) {
            try {
                kept.add(new Kept(open().append(slice.toBytes()), slice.epoch()));
            } catch (IOException e) {
                failed = true;
            }
        }
        waiting.add(new Waiting(attempt, position));
        if (waiting.size() == 1) {
            world.onNode(node, chance.between(20 * MICRO, 1_000 * MICRO) * node.slowness(), "force", this::force);
        }
    }

    private void force() {
        List<Waiting> forced = waiting;
        waiting = new ArrayList<>();
        try {
            SegmentedLog opened = log;
            if (failed || opened == null) {
                throw new IOException("the log has failed");
            }
            opened.sync();
        } catch (IOException e) {
            world.sometimes("a log of determinants that failed");
            reset(true);
            forced.forEach(each -> each.attempt().crash());
            node.attempts().forEach(Attempt::crash);
            return;
        }
        announce(forced);
    }

    /** Once it is known who is void: see {@link dev.levada.core.snapshot.StoredDeterminants#write}. */
    private void announce(List<Waiting> forced) {
        Map<String, Long> floors;
        try {
            floors = world.storage().floors();
        } catch (IOException e) {
            world.onNode(node, MICRO * 1_000, "floors", () -> announce(forced));
            return;
        }
        for (Waiting each : forced) {
            Attempt attempt = each.attempt();
            if (attempt.number() < floors.getOrDefault(attempt.id().toString(), 0L)) {
                world.sometimes("determinants of a void attempt refused");
                attempt.voided();
            } else {
                attempt.stable(each.position());
            }
        }
    }

    /** What was not forced may be gone. */
    private void reset(boolean power) {
        log = null;
        failed = false;
        waiting = new ArrayList<>();
        if (power) {
            disk.crash();
        }
        disk.failForceAfter(Long.MAX_VALUE);
    }

    @Override
    public void down() {
        reset(world.faulty(Fault.POWER_CUT) || chance.percent(30));
    }

    @Override
    public void dropBefore(long epoch) {
        SegmentedLog opened = log;
        if (opened == null || failed) {
            return;
        }
        Kept oldest;
        while ((oldest = kept.peek()) != null && oldest.epoch() < epoch) {
            kept.remove();
        }
        try {
            opened.dropBefore(oldest == null ? opened.lastIndex() + 1 : oldest.index());
        } catch (IOException e) {
            failed = true;
            world.onNode(node, MICRO, "force", this::force);
        }
    }

    @Override
    public List<DeterminantSlice> slices(Deployment deployment) throws IOException {
        if (failed) {
            throw new IOException("the log of worker %d has failed".formatted(node.number));
        }
        SegmentedLog opened = open();
        List<DeterminantSlice> all = new ArrayList<>();
        opened.read(opened.firstIndex(), (index, bytes) -> all.add(DeterminantSlice.of(bytes)));
        return all;
    }
}
