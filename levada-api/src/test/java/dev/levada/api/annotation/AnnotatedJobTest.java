package dev.levada.api.annotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.state.CounterState;
import dev.levada.api.state.ValueState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AnnotatedJobTest {

    record Frame(int camera) {}

    record Alarm(int camera) {}

    private static void assertRefused(Object annotated, String... problems) {
        assertThatThrownBy(() -> AnnotatedJob.of(annotated))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(String.join("\n", problems));
    }

    @ToStream("crossed")
    static final class Crossed {
        @Source
        Iterator<Frame> frames() {
            return List.<Frame>of().iterator();
        }

        @Stage(order = 1, replicate = 1)
        Frame smooth(Frame frame) {
            return frame;
        }

        @Stage(order = 2, replicate = 1)
        Alarm detect(Alarm alarm) {
            return alarm;
        }

        @Sink
        void write(Frame frame) {}
    }

    @Test
    void namesBothMethodsWhereTheChainDoesNotLineUp() {
        assertRefused(
                new Crossed(),
                "stage detect (AnnotatedJobTest.java) takes Alarm, but stage smooth before it gives Frame",
                "sink write (AnnotatedJobTest.java) takes Frame, but stage detect before it gives Alarm");
    }

    @ToStream("above")
    static class Above {
        @Source
        List<Frame> frames() {
            return List.of();
        }

        @Sink
        void write(Frame frame) {}
    }

    @Test
    void refusesAClassBelowAMarkedOneThatIsNotMarkedItself() {
        assertRefused(
                new Above() {},
                "class dev.levada.api.annotation.AnnotatedJobTest$1 is no pipeline; mark it @ToStream, and its methods"
                        + " @Source, @Stage and @Sink");
    }

    @ToStream(" ")
    static final class Confused {
        @Stage(order = 1)
        @Sink
        void both() {}

        @Keyed("camera")
        void keyed() {}
    }

    @Test
    void refusesAClassWithoutSourceAndSinkAndMethodsWithoutOneRole() {
        assertRefused(
                new Confused(),
                "class Confused (AnnotatedJobTest.java) has a blank name in @ToStream; give the job a name",
                "stage both (AnnotatedJobTest.java) is marked as stage and sink; a method has one role",
                "method keyed (AnnotatedJobTest.java) is marked @Keyed but not @Stage; only a stage has a key",
                "class Confused (AnnotatedJobTest.java) has no source; mark the method that gives the records with"
                        + " @Source",
                "class Confused (AnnotatedJobTest.java) has no sink; mark the method that takes the results with"
                        + " @Sink");
    }

    @ToStream("hidden")
    static final class Hidden {
        private int seen;
        private final List<Frame> kept = new ArrayList<>();
        private final int[] sums = new int[3];
        private final AtomicLong total = new AtomicLong();
        private final String label = "frames";
        static int shared;

        @Source
        List<Frame> frames() {
            return kept;
        }

        @Stage(order = 1, replicate = 2)
        Frame smooth(Frame frame) {
            seen += sums.length + (int) total.incrementAndGet() + label.length();
            return seen > 0 ? frame : new Frame(0);
        }

        @Stage(order = 2)
        static Frame left(Frame frame) {
            return frame;
        }

        @Stage(order = 3, replicate = 1)
        Frame alone(Frame frame) {
            return frame;
        }

        @Stage(order = 4, replicate = 2)
        @Keyed("camera")
        Frame declared(Frame frame, CounterState count) {
            return frame;
        }

        @Sink
        void write(Frame frame) {}
    }

    @Test
    void refusesEachFieldThatMayHideTheStateOfAReplicatedStage() {
        String file = " (AnnotatedJobTest.java) ";
        String remedy = ": it may be state that its tasks share; make the method static, declare state with @Keyed, or"
                + " set replicate = 1";
        String staticField = "is replicated, but static field shared is not final: it would be state that its tasks"
                + " share; make it final, declare state with @Keyed, or set replicate = 1";
        assertRefused(
                new Hidden(),
                "stage smooth" + file + "is replicated, but field kept holds a mutable List<Frame>" + remedy,
                "stage smooth" + file + "is replicated, but field seen is not final" + remedy,
                "stage smooth" + file + staticField,
                "stage smooth" + file + "is replicated, but field sums holds a mutable int[]" + remedy,
                "stage smooth" + file + "is replicated, but field total holds a mutable AtomicLong" + remedy,
                "stage left" + file + staticField);
    }

    @ToStream("settings")
    static final class Settings {
        @Source
        List<Frame> frames() {
            return List.of();
        }

        @Stage(order = 1, replicate = -1, recover = "mirrored")
        Frame first(Frame frame) {
            return frame;
        }

        @Stage(order = 2, ordered = true, recover = "at-most-once")
        Frame second(Frame frame) {
            return frame;
        }

        @Stage(order = 3, scheduling = Scheduling.ON_DEMAND)
        @Keyed("pixel")
        Frame third(
                Frame frame, ValueState<Integer> state, @State("n") CounterState one, @State("n") CounterState two) {
            return frame;
        }

        @Sink
        void write(Frame frame) {}
    }

    @Test
    void refusesSettingsThatCannotBe() {
        assertRefused(
                new Settings(),
                "stage first (AnnotatedJobTest.java) has replicate = -1; it must be from 1 to 32768, or 0 to leave it"
                        + " to the environment",
                "stage first (AnnotatedJobTest.java) has recover = \"mirrored\", which is none; there are at-most-once,"
                        + " at-least-once, at-least-once-snapshot, checkpoint, pessimistic, pessimistic:content, pessimistic:local, pessimistic:replicated, causal, optimistic,"
                        + " backtracking, backtracking:merge, replicated, and"
                        + " causal:1 to causal:8",
                "stage second (AnnotatedJobTest.java) is ordered, but recover = \"at-most-once\" may lose a record that"
                        + " the others wait for; drop one of the two",
                "stage third (AnnotatedJobTest.java) is scheduled ON_DEMAND, but its key decides which task gets a"
                        + " record; drop one of the two",
                "stage third (AnnotatedJobTest.java) is keyed by 'pixel', which Frame does not have; it has camera",
                "stage third (AnnotatedJobTest.java) takes ValueState<Integer> as parameter 2; after the record a keyed"
                        + " stage takes state: CounterState, ListState or MapState",
                "stage third (AnnotatedJobTest.java) has two states named 'n'; give each a name of its own");
    }

    /** A class whose key is not a record's component. */
    static final class Bean {
        private final int place;

        Bean(int place) {
            this.place = place;
        }

        @SuppressWarnings("UnusedMethod") // found by its name
        private int getPlace() {
            return place;
        }
    }

    @ToStream("shapes")
    static final class Shapes {
        @Source(waiting = Waiting.BLOCK)
        static List<Bean> beans() {
            return List.of(new Bean(1), new Bean(2));
        }

        @Stage(order = 1, ordered = true)
        @Keyed("place")
        Bean pass(Bean bean) {
            return bean;
        }

        @Stage(order = 2, replicate = 3, ordered = true)
        static Bean check(Bean bean) throws IOException {
            if (bean.place == 1) {
                throw new IOException("no disk");
            }
            return bean;
        }

        @Sink(waiting = Waiting.BLOCK)
        static void write(Object any) {}
    }

    @Test
    void readsAKeyFromAPrivateGetter() throws Exception {
        AnnotatedStage pass = AnnotatedJob.of(new Shapes()).stages().get(0);

        assertThat(pass.key().orElseThrow().apply(new Bean(7))).isEqualTo(7);
    }

    @Test
    void asksTheEnvironmentForWhatIsLeftToIt() {
        AnnotatedJob job = AnnotatedJob.of(new Shapes(), new Replication(name -> null, name -> "5"));

        assertThat(job.stages()).extracting(AnnotatedStage::parallelism).containsExactly(5, 3);
        assertThat(job.stages()).allMatch(AnnotatedStage::isReordered);
    }

    @Test
    void leavesTheOrderOfASingleTaskAlone() {
        AnnotatedJob job = AnnotatedJob.of(new Shapes(), new Replication(name -> null, name -> null));

        assertThat(job.stages()).extracting(AnnotatedStage::isReordered).containsExactly(false, true);
    }

    @Test
    void passesOnWhatAMethodThrowsAsItIs() {
        AnnotatedStage check = AnnotatedJob.of(new Shapes()).stages().get(1);

        assertThatThrownBy(() -> check.bind(new MemoryState()).apply(new Bean(1), value -> {}))
                .isInstanceOf(IOException.class)
                .hasMessage("no disk");
    }

    @Test
    void blocksWhereTheMarksSayThatItMayWait() {
        AnnotatedJob job = AnnotatedJob.of(new Shapes());

        assertThat(job.source().blocking()).isTrue();
        assertThat(job.sink().blocking()).isTrue();
        assertThat(job.stages()).noneMatch(AnnotatedStage::isBlocking);
        assertThat(job.sink().fixedParallelism()).isEqualTo(1);
    }
}
