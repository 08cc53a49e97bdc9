package dev.levada.testkit.mutant;

import dev.levada.core.determinant.DeterminantSlice;
import dev.levada.core.plan.TaskId;
import dev.levada.core.snapshot.TaskStart;
import dev.levada.recovery.replicate.FollowedLog;
import dev.levada.testkit.world.Doors;
import java.util.List;

/** Bugs where one that has followed others leads. */
final class FollowerMutants {

    private FollowerMutants() {}

    /** As an elected leader would that has not caught up with the log of its group. */
    static final class LeadsByOwnLog implements Doors {
        @Override
        public TaskStart repeating(TaskId task, TaskStart start, List<DeterminantSlice> known) {
            return FollowedLog.since(start.epoch(), task, known)
                    .filter(own -> own.behind(start.determinants(), start.epoch()) != null)
                    .map(own -> start.repeating(own.all()))
                    .orElse(start);
        }
    }

    static final class StateForgotten implements Doors {
        @Override
        public TaskStart following(TaskStart start) {
            return new StartMutants.StateForgotten().start(start);
        }
    }

    static final class Releases implements Doors {
        @Override
        public boolean followersRelease() {
            return true;
        }
    }
}
