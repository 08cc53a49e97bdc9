package dev.levada.node.metrics;

import dev.levada.replication.replica.MemberHealth;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/** The figures of one member of a replicated coordinator, in its process. Thread-safe; no method waits. */
public final class MemberMetrics implements AutoCloseable {
    private final Timer commandDuration;
    private final LongAdder leaderChanges = new LongAdder();
    private final Registration shown;

    MemberMetrics(
            String member,
            Families families,
            Timer commandDuration,
            Supplier<MemberHealth> health,
            LongSupplier logBytes) {
        this.commandDuration = commandDuration;
        this.shown = Registration.all(List.of(
                families.memberLeads.add(of(health, each -> each.view().ready() ? 1 : 0), member),
                families.memberTerm.add(of(health, each -> each.view().term()), member),
                families.memberCommitted.add(of(health, each -> each.view().committed()), member),
                families.memberApplied.add(of(health, each -> each.view().applied()), member),
                families.memberWaiting.add(of(health, each -> each.machine().waiting()), member),
                families.memberDiskFree.add(of(health, MemberHealth::diskFreeBytes), member),
                families.memberLogBytes.add(logBytes, member),
                families.memberLeaderChanges.add(leaderChanges::sum, member)));
    }

    private static LongSupplier of(Supplier<MemberHealth> health, ToLongFunction<MemberHealth> figure) {
        return () -> figure.applyAsLong(health.get());
    }

    /** Another member leads than before, as far as this one knows, or one after nobody did. */
    public void leaderChanged() {
        leaderChanges.increment();
    }

    /** What this member decided as the coordinator was agreed on after so long. */
    public void agreed(Duration duration) {
        commandDuration.record(duration);
    }

    /** The member has stopped. */
    @Override
    public void close() {
        shown.close();
    }
}
