package dev.levada.testkit.mutant;

import dev.levada.cluster.control.Report;
import dev.levada.cluster.coordinator.Fenced;
import dev.levada.core.determinant.RecoveryLine;
import dev.levada.core.determinant.TracedSlice;
import dev.levada.testkit.world.Doors;
import java.util.List;

/** Bugs in who depends on what is lost, and how it is made good. */
final class LineMutants {

    private LineMutants() {}

    static final class DirectDependenciesOnly implements Doors {
        @Override
        public boolean tellsOfOthers() {
            return false;
        }
    }

    static final class OrphansStay implements Doors {
        @Override
        public Report report(Report report) {
            return report instanceof Report.Fenced fenced
                    ? new Report.Fenced(
                            fenced.task(),
                            fenced.attempt(),
                            fenced.round(),
                            new Fenced(
                                    fenced.answer().arrived(), fenced.answer().ended()))
                    : report;
        }
    }

    static final class TakenBeyondLine implements Doors {
        @Override
        public boolean takesBeyondLine() {
            return true;
        }
    }

    static final class RepeatedBeyondLine implements Doors {
        @Override
        public RecoveryLine line(RecoveryLine line) {
            return RecoveryLine.none();
        }
    }

    static final class DependenciesNotLogged implements Doors {
        @Override
        public TracedSlice traced(TracedSlice slice) {
            return new TracedSlice(slice.slice(), slice.number(), List.of());
        }
    }

    static final class FencedBeforeWritten implements Doors {
        @Override
        public boolean settles() {
            return false;
        }
    }
}
