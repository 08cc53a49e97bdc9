package dev.levada.testkit.mutant;

import dev.levada.cluster.coordinator.Actions;
import dev.levada.cluster.coordinator.Decision;
import dev.levada.io.disk.Disk;
import dev.levada.testkit.world.Doors;
import java.util.List;

/** Bugs in how decisions are recorded. */
final class RecordMutants {

    private RecordMutants() {}

    static final class ForceSkipped implements Doors {
        @Override
        public Disk coordinatorDisk(Disk disk) {
            return new UnforcedDisk(disk);
        }
    }

    static final class ActsBeforeRecord implements Doors {
        @Override
        public Actions actions(Actions actions) {
            return new ForwardingActions(actions) {
                @Override
                public void record(Decision decision, Runnable then) {
                    super.record(decision, () -> {});
                    then.run();
                }
            };
        }
    }

    static final class AttemptsNotRecorded implements Doors {
        @Override
        public Actions actions(Actions actions) {
            return without(Decision.AttemptsGranted.class, actions);
        }
    }

    static final class EpochsNotReserved implements Doors {
        @Override
        public Actions actions(Actions actions) {
            return without(Decision.EpochsReserved.class, actions);
        }
    }

    private static Actions without(Class<? extends Decision> kind, Actions actions) {
        return new ForwardingActions(actions) {
            @Override
            public void record(Decision decision, Runnable then) {
                if (kind.isInstance(decision)) {
                    then.run();
                } else {
                    super.record(decision, then);
                }
            }
        };
    }

    static final class TornTailTakenForEmpty implements Doors {
        @Override
        public List<Decision> recalled(List<Decision> decisions, boolean torn) {
            return torn ? List.of() : decisions;
        }
    }

    static final class LastDecisionLost implements Doors {
        @Override
        public List<Decision> recalled(List<Decision> decisions, boolean torn) {
            return decisions.subList(0, Math.max(0, decisions.size() - 1));
        }
    }
}
