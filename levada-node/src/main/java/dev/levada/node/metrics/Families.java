package dev.levada.node.metrics;

import static dev.levada.node.metrics.Family.Kind.COUNTER;
import static dev.levada.node.metrics.Family.Kind.GAUGE;

import io.micrometer.core.instrument.MeterRegistry;

/** The metrics that have labels. docs/operations.md lists them under the names that Prometheus shows. */
final class Families {
    final Family recordsIn;
    final Family recordsOut;
    final Family recordsDropped;
    final Family recordsLate;
    final Family watermarkLag;
    final Family operatorErrors;
    final Family recordsLost;
    final Family epochsCompleted;
    final Family epochsAborted;
    final Family recoveries;
    final Family replicasDiffering;
    final Family remoteBytes;
    final Family remoteRecords;
    final Family remoteQueuedBytes;
    final Family zombieFramesRefused;
    final Family duplicatesDropped;
    final Family memberLeads;
    final Family memberTerm;
    final Family memberCommitted;
    final Family memberApplied;
    final Family memberWaiting;
    final Family memberDiskFree;
    final Family memberLogBytes;
    final Family memberLeaderChanges;

    Families(MeterRegistry registry) {
        String[] operator = {"job", "task", "operator"};
        recordsIn = new Family(registry, COUNTER, "levada.records.in", "records taken in", operator);
        recordsOut = new Family(registry, COUNTER, "levada.records.out", "records given on", operator);
        recordsDropped = new Family(
                registry, COUNTER, "levada.records.dropped", "records that went nowhere, as the job has it", operator);
        recordsLate = new Family(registry, COUNTER, "levada.records.late", "records that came too late", operator);
        watermarkLag = new Family(
                registry,
                GAUGE,
                "levada.watermark.lag.millis",
                "how far event time is behind the clock",
                "job",
                "task");
        operatorErrors =
                new Family(registry, COUNTER, "levada.operator.errors", "failed calls and malformed inputs", operator);
        recordsLost = new Family(registry, COUNTER, "levada.records.lost", "records lost for good", "job", "task");
        epochsCompleted = new Family(registry, COUNTER, "levada.epochs.completed", "epochs completed", "job");
        epochsAborted = new Family(registry, COUNTER, "levada.epochs.aborted", "epochs given up", "job");
        recoveries = new Family(registry, COUNTER, "levada.recoveries", "failures that were mended", "job");
        replicasDiffering = new Family(
                registry,
                COUNTER,
                "levada.replicas.differing",
                "replicas of tasks that did something else than their leaders",
                "job");
        String[] pair = {"job", "from", "to"};
        remoteBytes = new Family(registry, COUNTER, "levada.remote.bytes", "bytes between two processes", pair);
        remoteRecords = new Family(registry, COUNTER, "levada.remote.records", "records between two processes", pair);
        remoteQueuedBytes =
                new Family(registry, GAUGE, "levada.remote.queued.bytes", "bytes that wait for the network", pair);
        zombieFramesRefused = new Family(
                registry,
                COUNTER,
                "levada.remote.zombie.frames.refused",
                "frames refused because their sender does not count any more",
                "job");
        duplicatesDropped =
                new Family(registry, COUNTER, "levada.remote.duplicates.dropped", "frames that had come before", "job");
        memberLeads = member(registry, "leads", "1 while the member leads and serves, else 0");
        memberTerm = member(registry, "term", "term of the election that counts");
        memberCommitted = member(registry, "committed.index", "last entry that is known to be agreed");
        memberApplied = member(registry, "applied.index", "last entry that was applied");
        memberWaiting = member(registry, "waiting", "operations that were asked for and are not on their way");
        memberDiskFree = member(registry, "disk.free.bytes", "room left where the member keeps its log");
        memberLogBytes = member(registry, "log.bytes", "bytes of log and snapshots on the member's disk");
        memberLeaderChanges = new Family(
                registry,
                COUNTER,
                "levada.member.leader.changes",
                "times that another member led than before",
                "member");
    }

    private static Family member(MeterRegistry registry, String name, String description) {
        return new Family(registry, GAUGE, "levada.member." + name, description, "member");
    }
}
