package dev.levada.testkit.mutant;

import static java.util.Objects.requireNonNull;

import dev.levada.core.determinant.DeterminantKind;
import dev.levada.core.determinant.DeterminantReader;
import dev.levada.core.determinant.DeterminantSlice;
import dev.levada.core.determinant.DeterminantWriter;
import dev.levada.core.recovery.ForwardingRecovery;
import dev.levada.core.recovery.TaskControl;
import dev.levada.core.recovery.TaskRecovery;
import dev.levada.core.snapshot.TaskStart;
import dev.levada.testkit.world.Doors;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Bugs in logs that hold what tasks took, and in what follows for those who sent it. */
final class ContentMutants {

    private ContentMutants() {}

    static final class AcknowledgedBeforeDurable implements Doors {
        @Override
        public TaskRecovery recovery(TaskRecovery recovery) {
            return new ForwardingRecovery(recovery) {
                private @Nullable TaskControl task;

                @Override
                public void attach(TaskControl control) {
                    task = control;
                    super.attach(control);
                }

                @Override
                public void flushed(long nowNanos) {
                    super.flushed(nowNanos);
                    TaskControl own = requireNonNull(task);
                    own.nextSequences().forEach((input, next) -> own.acknowledge(input, next - 1));
                }
            };
        }
    }

    /** Changes what a new attempt takes over. */
    private abstract static class Rewriting implements Doors {
        @Override
        public TaskStart start(TaskStart start) {
            DeterminantReader in = new DeterminantReader(start.determinants());
            DeterminantWriter out = new DeterminantWriter();
            for (long left = contents(start.determinants()); in.hasNext(); in.take()) {
                switch (in.kind()) {
                    case RESULT -> out.writeResult(in.subject(), in.bytes());
                    case ANSWER -> out.writeAnswer(in.subject(), in.value(), in.bytes());
                    case CONTENT -> content(in, --left == 0, out);
                    case ORDER -> order(in, out);
                    default -> out.write(in.kind(), in.subject(), in.value());
                }
            }
            return start.repeating(out.take());
        }

        private static long contents(byte[] log) {
            long count = 0;
            DeterminantReader in = new DeterminantReader(log);
            for (; in.hasNext(); in.take()) {
                count += in.kind() == DeterminantKind.CONTENT ? 1 : 0;
            }
            return count;
        }

        void content(DeterminantReader in, boolean last, DeterminantWriter out) {
            out.writeContent(in.subject(), in.value(), in.bytes(), in.bytes().length);
        }

        void order(DeterminantReader in, DeterminantWriter out) {
            out.write(DeterminantKind.ORDER, in.subject(), in.value());
        }
    }

    static final class LastContentMissing extends Rewriting {
        @Override
        void content(DeterminantReader in, boolean last, DeterminantWriter out) {
            if (last) {
                out.write(DeterminantKind.ORDER, in.subject(), in.value());
            } else {
                super.content(in, last, out);
            }
        }
    }

    static final class PassedNotLogged extends Rewriting {
        @Override
        void order(DeterminantReader in, DeterminantWriter out) {
            // Numbers are then counted from the barrier before, which is as wrong.
        }
    }

    static final class PartsNotRead implements Doors {
        @Override
        public List<DeterminantSlice> slices(List<DeterminantSlice> found) {
            return found.stream().filter(slice -> slice.from() >= 0).toList();
        }
    }
}
