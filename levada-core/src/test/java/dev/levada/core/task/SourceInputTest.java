package dev.levada.core.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.MemorySink;
import dev.levada.api.Sinks;
import dev.levada.api.Stream;
import dev.levada.api.Topology;
import dev.levada.api.connector.BadInputException;
import dev.levada.api.connector.MalformedRecordException;
import dev.levada.api.connector.Source;
import dev.levada.api.connector.SourceOutput;
import dev.levada.api.connector.SourceReader;
import dev.levada.api.operator.DeadLetter;
import dev.levada.api.operator.ErrorPolicy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SourceInputTest {
    private final MemorySink<Object> sink = Sinks.memory();
    private final Topology topology = Topology.named("sources");
    private final Script script = new Script();

    /**
     * A source whose splits hold words, one for each read: {@code !x} is malformed, {@code ?9} is nothing before 9,
     * {@code ?} nothing for an unknown time, {@code -} throws.
     */
    private static final class Script implements Source<String> {
        final Map<String, List<String>> splits = new LinkedHashMap<>();
        final List<String> log = new ArrayList<>();
        int open;
        int mostOpen;

        @Override
        public List<String> splits() {
            return List.copyOf(splits.keySet());
        }

        @Override
        public SourceReader<String> open(String split, long position) throws IOException {
            if (split.equals("bad")) {
                throw new IOException("not there");
            }
            if (split.equals("missing")) {
                throw new BadInputException("no such input");
            }
            mostOpen = Math.max(mostOpen, ++open);
            return new Reader(split);
        }

        private final class Reader implements SourceReader<String> {
            private final String split;
            private final List<String> words;
            private long next;

            Reader(String split) {
                this.split = split;
                this.words = new ArrayList<>(splits.getOrDefault(split, List.of()));
            }

            @Override
            public Status read(SourceOutput<String> out, int maxRecords, long nowNanos) throws IOException {
                if (words.isEmpty()) {
                    return Status.END;
                }
                String word = words.get(0);
                if (word.startsWith("?")) {
                    next = word.equals("?") ? 0 : Long.parseLong(word.substring(1));
                    return Status.IDLE;
                }
                words.remove(0);
                if (word.equals("-")) {
                    throw new IOException("torn");
                } else if (word.startsWith("!")) {
                    out.malformed(new MalformedRecordException(split + ":1", word, "expected a word"));
                } else {
                    out.emit(word);
                }
                return Status.MORE;
            }

            @Override
            public long nextNanos() {
                return next;
            }

            @Override
            public long position() {
                return 0;
            }

            @Override
            public void close() throws IOException {
                log.add("close " + split);
                open--;
                if (split.startsWith("stuck")) {
                    throw new IOException("cannot close " + split);
                }
            }
        }
    }

    private TaskRig rig() {
        topology.from("words", script).to("out", sink);
        return TaskRig.fused(topology, script.splits().toArray(String[]::new));
    }

    @Test
    void readsManySplitsAFewAtATimeAndClosesEach() {
        for (int i = 0; i < 100; i++) {
            script.splits.put("s" + i, i % 3 == 0 ? List.of() : List.of("a" + i, "b" + i));
        }
        rig().run();

        assertThat(sink.values()).hasSize(132).doesNotHaveDuplicates();
        assertThat(script.mostOpen).isEqualTo(16);
        assertThat(script.log).hasSize(100).doesNotHaveDuplicates();
    }

    @Test
    void readsTheSplitsThatAreOpenInTurn() {
        script.splits.put("a", List.of("a1", "a2", "a3"));
        script.splits.put("b", List.of("b1"));
        script.splits.put("c", List.of("c1", "c2", "c3"));
        TaskRig rig = rig();
        rig.run();

        assertThat(sink.values()).containsExactly("b1", "c1", "a1", "c2", "a2", "c3", "a3");
    }

    /** Otherwise its host would sleep although the other split has something. */
    @Test
    void findsWhatIsInOneSplitAfterOthersHaveEndedInTheSameTurn() {
        for (int ended = 0; ended < 5; ended++) {
            SourceInputTest test = new SourceInputTest();
            for (int i = 0; i < 5; i++) {
                test.script.splits.put("s" + i, i == ended ? List.of("x") : i == 0 ? List.of("?") : List.of());
            }
            TaskRig rig = test.rig().open();

            assertThat(rig.turn(rig.task("words", 0))).as("split %d", ended).isPositive();
        }
    }

    @Test
    void asksForAnotherTurnAtOnceWhenASplitHasEndedAndForTheEarliestTimeWhenAllAreIdle() {
        IntStream.range(0, 17).forEach(i -> script.splits.put("s" + i, List.of()));
        script.splits.put("soon", List.of("?500"));
        script.splits.put("unknown", List.of("?"));
        script.splits.put("late", List.of("?900"));
        script.splits.put("unknown too", List.of("?"));
        TaskRig rig = rig().open();
        Task task = rig.task("words", 0);

        rig.turn(task);
        assertThat(task.wakeNanos()).isEqualTo(rig.nowNanos);
        rig.turn(task);
        rig.turn(task);
        assertThat(task.wakeNanos()).isEqualTo(500);
    }

    @Test
    void doesWithMalformedInputWhatThePolicySays() {
        script.splits.put("s", List.of("a", "!x", "b"));
        Stream<String> words = topology.from("words", script);
        words.to("out", sink);
        words.onError(ErrorPolicy.skip());
        TaskRig skipping = TaskRig.fused(topology, "s");
        skipping.run();
        assertThat(sink.values()).containsExactly("a", "b");
        assertThat(skipping.counters("words").errors()).isEqualTo(1);
        assertThat(skipping.counters("words").dropped()).isEqualTo(1);

        words.onError(ErrorPolicy.fail());
        assertThatThrownBy(() -> TaskRig.fused(topology, "s").run())
                .hasMessage("operator 'words' failed to read: MalformedRecordException: s:1: expected a word");

        MemorySink<DeadLetter> dead = Sinks.memory();
        words.onError(ErrorPolicy.deadLetter()).errors().to("dead", dead);
        new TaskRig(topology, List.of("s"), Map.of("words", 1, "dead", 1)).run();
        assertThat(dead.values()).containsExactly(new DeadLetter("words", "!x", "s:1: expected a word"));
    }

    @Test
    void namesTheSourceThatCannotReadOrOpenAndTheSplit() {
        script.splits.put("s", List.of("-"));
        assertThatThrownBy(rig()::run).hasMessage("operator 'words' failed to read: IOException: torn");

        SourceInputTest other = new SourceInputTest();
        other.script.splits.put("bad", List.of());
        assertThatThrownBy(other.rig()::run).hasMessage("operator 'words' failed to open bad: IOException: not there");

        SourceInputTest third = new SourceInputTest();
        third.script.splits.put("missing", List.of());
        assertThatThrownBy(third.rig()::run).isInstanceOf(BadInputException.class);
    }

    @Test
    void closesEverySplitWhenTheTaskIsLostEvenIfSomeCannotBeClosed() {
        script.splits.put("stuck", List.of("?"));
        script.splits.put("stuck too", List.of("?"));
        script.splits.put("c", List.of("?"));
        TaskRig rig = rig().open();
        Task task = rig.task("words", 0);
        rig.turn(task);

        assertThatThrownBy(task::lose).hasMessage("operator 'words' failed to close: IOException: cannot close stuck");
        assertThat(script.log).containsExactly("close stuck", "close stuck too", "close c");
        assertThat(task.state()).isEqualTo(TaskState.LOST);
    }
}
