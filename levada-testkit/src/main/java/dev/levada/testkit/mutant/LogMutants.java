package dev.levada.testkit.mutant;

import static java.util.Objects.requireNonNull;

import dev.levada.core.determinant.DeterminantKind;
import dev.levada.core.determinant.DeterminantReader;
import dev.levada.core.determinant.DeterminantSlice;
import dev.levada.core.determinant.DeterminantWriter;
import dev.levada.core.plan.TaskId;
import dev.levada.core.recovery.ForwardingControl;
import dev.levada.core.recovery.ForwardingRecovery;
import dev.levada.core.recovery.LogControl;
import dev.levada.core.recovery.TaskControl;
import dev.levada.core.recovery.TaskRecovery;
import dev.levada.core.snapshot.GrowingObject;
import dev.levada.core.snapshot.SnapshotStorage;
import dev.levada.core.snapshot.TaskStart;
import dev.levada.testkit.world.Doors;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Bugs in what is logged of the choices of tasks, and in how they are repeated. */
final class LogMutants {

    private LogMutants() {}

    static final class GateOpen implements Doors {
        @Override
        public TaskRecovery recovery(TaskRecovery recovery) {
            return new ForwardingRecovery(recovery) {
                @Override
                public long gate() {
                    super.gate();
                    return 0;
                }
            };
        }
    }

    static final class LogNotForced implements Doors {
        @Override
        public SnapshotStorage storage(SnapshotStorage storage) {
            return new ForwardingStorage(storage) {
                @Override
                public GrowingObject begin(String name) throws IOException {
                    return new Unforced(super.begin(name));
                }
            };
        }

        /** What is said to be forced, and is not. */
        record Unforced(GrowingObject object) implements GrowingObject {
            @Override
            public void append(byte[] block) throws IOException {
                object.append(block);
            }

            @Override
            public void force() {}

            @Override
            public void close() throws IOException {
                object.close();
            }
        }
    }

    static final class TakenOverNotLogged implements Doors {
        private final Set<String> begun = new LinkedHashSet<>();
        private int takenOver;

        @Override
        public TaskStart start(TaskStart start) {
            takenOver = start.determinants().length;
            return start;
        }

        @Override
        public DeterminantSlice slice(DeterminantSlice slice) {
            String attempt = slice.task() + "/" + slice.attempt();
            if (!begun.add(attempt)) {
                return slice;
            }
            byte[] own = Arrays.copyOfRange(slice.bytes(), takenOver, slice.bytes().length);
            return new DeterminantSlice(slice.task(), slice.attempt(), slice.epoch(), slice.from(), own);
        }
    }

    /** Changes what a new attempt takes over, determinant by determinant. */
    abstract static class Rewriting implements Doors {
        @Override
        public TaskStart start(TaskStart start) {
            DeterminantReader in = new DeterminantReader(start.determinants());
            DeterminantWriter out = new DeterminantWriter();
            while (in.hasNext()) {
                if (isLeftOut(in)) {
                    in.take();
                    continue;
                }
                switch (in.kind()) {
                    case RESULT -> out.writeResult(in.subject(), in.bytes());
                    case ANSWER -> out.writeAnswer(changedCall(in), in.value(), in.bytes());
                    case CONTENT -> out.writeContent(in.subject(), in.value(), in.bytes(), in.bytes().length);
                    default -> out.write(in.kind(), in.subject(), changed(in));
                }
                in.take();
            }
            return start.repeating(out.take());
        }

        boolean isLeftOut(DeterminantReader in) {
            return false;
        }

        /** Whose answer goes on. */
        int changedCall(DeterminantReader in) {
            return in.subject();
        }

        abstract long changed(DeterminantReader in);
    }

    static final class OrderOneShort extends Rewriting {
        private final Set<Integer> inputs = new LinkedHashSet<>();

        @Override
        public TaskStart start(TaskStart start) {
            inputs.clear();
            return super.start(start);
        }

        @Override
        long changed(DeterminantReader in) {
            if (in.kind() == DeterminantKind.CUT) {
                inputs.clear();
            }
            boolean first = in.kind() == DeterminantKind.ORDER && inputs.add(in.subject());
            return first ? in.value() - 1 : in.value();
        }
    }

    /** Reads all that the log has told ahead, whether it was read or not. */
    static final class UnreadIgnored extends Rewriting {
        @Override
        boolean isLeftOut(DeterminantReader in) {
            return in.kind() == DeterminantKind.UNREAD;
        }

        @Override
        long changed(DeterminantReader in) {
            return in.value();
        }
    }

    /** Chooses something else before all is read that may have been read. */
    static final class ChoosesInTheMiddle extends Rewriting {
        private int left;

        @Override
        public TaskStart start(TaskStart start) {
            DeterminantReader in = new DeterminantReader(start.determinants());
            left = 0;
            for (; in.hasNext(); in.take()) {
                left++;
            }
            return super.start(start);
        }

        @Override
        long changed(DeterminantReader in) {
            boolean last = --left == 0;
            return last && in.kind() == DeterminantKind.READ ? Math.min(1, in.value()) : in.value();
        }
    }

    static final class TimeReadAnew extends Rewriting {
        @Override
        long changed(DeterminantReader in) {
            return in.kind() == DeterminantKind.TIME ? in.value() + 1 : in.value();
        }
    }

    static TaskRecovery logging(TaskRecovery recovery, LogChange change) {
        return new ForwardingRecovery(recovery) {
            @Override
            public void attach(TaskControl control) {
                super.attach(new ForwardingControl(control) {
                    @Override
                    public LogControl log() {
                        return change.of(super.log());
                    }
                });
            }
        };
    }

    interface LogChange {
        LogControl of(LogControl log);
    }

    static final class TurnsGoOn implements Doors {
        @Override
        public TaskRecovery recovery(TaskRecovery recovery) {
            return logging(recovery, log -> new ForwardingLog(log) {
                @Override
                public void restartTurns() {}
            });
        }
    }

    static final class CutNotRepeated implements Doors {
        @Override
        public TaskRecovery recovery(TaskRecovery recovery) {
            return new ForwardingRecovery(recovery) {
                private @Nullable LogControl log;

                @Override
                public void attach(TaskControl control) {
                    log = control.log();
                    super.attach(control);
                }

                @Override
                public void cutAgain(long epoch, boolean snapshot) {
                    LogControl own = requireNonNull(log);
                    own.cut(epoch, snapshot);
                    own.reseed();
                    own.restartTurns();
                }
            };
        }
    }

    static final class DeterminantsDroppedEarly implements Doors {
        @Override
        public long dropsBefore(long complete) {
            return complete + 1;
        }
    }

    /** The log with the most in it counts, whichever attempt it is of. */
    static final class ZombieDeterminantsCount implements Doors {
        @Override
        public List<DeterminantSlice> slices(List<DeterminantSlice> found) {
            Map<TaskId, Map<Long, Integer>> sizes = new LinkedHashMap<>();
            found.forEach(slice -> sizes.computeIfAbsent(slice.task(), any -> new LinkedHashMap<>())
                    .merge(slice.attempt(), slice.bytes().length, Integer::sum));
            return found.stream()
                    .filter(slice -> isLongest(slice.attempt(), requireNonNull(sizes.get(slice.task()))))
                    .toList();
        }

        private static boolean isLongest(long attempt, Map<Long, Integer> sizes) {
            int own = sizes.getOrDefault(attempt, 0);
            return sizes.values().stream().allMatch(other -> other <= own);
        }
    }
}
