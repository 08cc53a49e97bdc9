package dev.levada.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.levada.api.Topology;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each test compiles the body of a class. A comment after {@code //!} is the error that belongs on its line; where
 * there are several, they are parted by bars. The running program must refuse the class in the same words.
 */
class PipelineProcessorTest {
    private static final String MARK = "//! ";
    private static final String BEFORE = """
            package demo;
            import dev.levada.api.annotation.*;
            import dev.levada.api.state.*;
            import java.util.*;
            import java.util.concurrent.atomic.*;
            import java.util.stream.Stream;
            record Frame(int camera, byte[] pixels) {}
            record Alarm(int camera) {}
            """;

    @TempDir
    private Path classes;

    private Compilation compilation(String text) {
        return Compilation.of(classes, "demo/Job.java", BEFORE + text);
    }

    private void assertAccepted(String body) throws ReflectiveOperationException {
        Compilation job = compilation("@ToStream(\"job\") class Job {\n" + body + "}\n");
        assertThat(job.check()).isEmpty();
        assertThat(catchThrowable(() -> Topology.of(job.instance("demo.Job")))).isNull();
    }

    private void assertRefused(String body) throws ReflectiveOperationException {
        assertRefusedClass("@ToStream(\"job\")\nclass Job {\n" + body + "}\n");
    }

    private void assertRefusedClass(String text) throws ReflectiveOperationException {
        Compilation job = compilation(text);
        assertRefusedByTheCompiler(text);

        job.compile("-classpath", Compilation.library().toString(), "-parameters");
        assertThat(catchThrowable(() -> Topology.of(job.instance("demo.Job"))))
                .isInstanceOf(IllegalArgumentException.class)
                .extracting(
                        problem -> String.valueOf(problem.getMessage()).lines().toList())
                .asInstanceOf(InstanceOfAssertFactories.list(String.class))
                .containsExactlyInAnyOrderElementsOf(expected(BEFORE + text).stream()
                        .map(line -> line.replaceFirst("[0-9]+: ", ""))
                        .toList());
    }

    private void assertRefusedByTheCompiler(String text) {
        List<String> expected = expected(BEFORE + text);
        assertThat(expected).as("the errors expected").isNotEmpty();
        assertThat(compilation(text).check()).containsExactlyInAnyOrderElementsOf(expected);
    }

    private static List<String> expected(String source) {
        List<String> expected = new ArrayList<>();
        List<String> lines = source.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            int mark = lines.get(i).indexOf(MARK);
            if (mark >= 0) {
                for (String each : lines.get(i).substring(mark + MARK.length()).split(" [|] ")) {
                    expected.add(i + 1 + ": " + each);
                }
            }
        }
        return expected;
    }

    @Test
    void acceptsAChainThatLinesUp() throws ReflectiveOperationException {
        assertAccepted("""
                @Source Iterator<Frame> frames() { return List.<Frame>of().iterator(); }
                @Stage(order = 3, ordered = true) @Keyed("camera")
                Stream<String> count(Alarm a, CounterState c, ListState<String> l, @State("m") MapState<String, Long> m) {
                    return Stream.of("" + a);
                }
                @Stage(order = 2, replicate = 4) Optional<Alarm> detect(Frame frame) { return Optional.empty(); }
                @Stage(order = 1, recover = "at-most-once") List<Frame> twice(Frame f) { return List.of(f, f); }
                @Sink void write(CharSequence text) {}
                private static final String NAME = "job";
                """);
    }

    @Test
    void acceptsWhatJavaWouldPassOn() throws ReflectiveOperationException {
        assertAccepted("""
                static class Numbers extends ArrayList<Integer> {}
                @Source List<Integer> numbers() { return List.of(); }
                @Stage(order = 1) static Numbers more(int n) { return new Numbers(); }
                @Stage(order = 2) static short less(Number n) { return 1; }
                @Stage(order = 3) static char wider(double d) { return 'c'; }
                @Stage(order = 4) static Map<String, List<Integer>> map(long c) { return Map.of(); }
                @Stage(order = 5) static TreeMap<String, ? extends Number> tree(Map<String, ?> m) { return null; }
                @Stage(order = 6) static <T extends Comparable<T>> Comparable<T> free(SortedMap<String, ? extends Number> m) {
                    return null;
                }
                @Stage(order = 7) static Iterable<? extends Frame> bound(Comparable<?> c) { return null; }
                @Stage(order = 8) static List plain(Frame f) { return null; }
                @Sink void write(Object any) {}
                """);
    }

    @Test
    void namesBothMethodsWhereTheChainDoesNotLineUp() throws ReflectiveOperationException {
        assertRefused("""
                @Source Iterator<Frame> frames() { return null; }

                @Stage(order = 1)
                @Keyed("camera")
                List<Frame> smooth(Alarm a) { //! stage smooth (Job.java) takes Alarm, but source frames before it gives Frame
                    return null;
                }
                @Stage(order = 2) Alarm detect(Alarm a) { return null; } //! stage detect (Job.java) takes Alarm, but stage smooth before it gives Frame
                @Sink void write(String s) {} //! sink write (Job.java) takes String, but stage detect before it gives Alarm
                """);
    }

    @Test
    void comparesTypeArgumentsAndNumbersAsJavaDoes() throws ReflectiveOperationException {
        assertRefused("""
                @Source List<Long> numbers() { return null; }
                @Stage(order = 1) static Map<String, Integer> a(int n) { return null; } //! stage a (Job.java) takes int, but source numbers before it gives Long
                @Stage(order = 2) static int b(Map<String, Long> m) { return 1; } //! stage b (Job.java) takes Map<String, Long>, but stage a before it gives Map<String, Integer>
                @Stage(order = 3) static char c(Long n) { return 'c'; } //! stage c (Job.java) takes Long, but stage b before it gives int
                @Stage(order = 4) static boolean d(short n) { return true; } //! stage d (Job.java) takes short, but stage c before it gives char
                @Stage(order = 5) static Path e(Integer n) { return null; } //! stage e (Job.java) takes Integer, but stage d before it gives boolean
                @Sink void write(List<Path> paths) {} //! sink write (Job.java) takes List<Path>, but stage e before it gives Path
                interface Path {}
                """);
    }

    @Test
    void tellsTypesOfOneNameApart() throws ReflectiveOperationException {
        assertRefused("""
                static class Date {}
                @Source List<Date> dates() { return null; }
                @Sink void write(java.util.Date date) {} //! sink write (Job.java) takes java.util.Date, but source dates before it gives %s
                """.formatted("demo.Job.Date"));
    }

    @Test
    void refusesAClassWithoutSourceOrSink() throws ReflectiveOperationException {
        assertRefusedClass("""
                @ToStream(" ")
                class Job { //! class Job (Job.java) has a blank name in @ToStream; give the job a name | class Job (Job.java) has no source; mark the method that gives the records with @Source | class Job (Job.java) has no sink; mark the method that takes the results with @Sink
                    @Stage(order = 1) Frame smooth(Frame f) { return f; }
                }
                """);
    }

    @Test
    void refusesTwoSourcesAndTwoSinks() throws ReflectiveOperationException {
        assertRefused("""
                @Source List<Frame> a() { return null; }
                @Source List<Frame> b() { return null; } //! source b (Job.java) is one too many, since a is the source already; a pipeline has exactly one
                @Sink void c(Frame f) {}
                @Sink void d(Frame f) {} //! sink d (Job.java) is one too many, since c is the sink already; a pipeline has exactly one
                """);
    }

    @Test
    void refusesTheSameOrderOrNameTwice() throws ReflectiveOperationException {
        assertRefused("""
                @Source List<Frame> frames() { return null; }
                @Stage(order = 1) Frame one(Frame f) { return f; }
                @Stage(order = 1) Frame two(Frame f) { return f; } //! stage two (Job.java) has order 1, as stage one has; give each stage an order of its own
                @Stage(order = 2) Alarm more(Alarm f) { return f; }
                @Stage(order = 3) Frame more(Frame f) { return f; } //! stage more (Job.java) has the name of another marked method; operators are named by their methods
                @Sink void write(Frame f) {}
                """);
    }

    @Test
    void refusesMethodsOfTheWrongShape() throws ReflectiveOperationException {
        assertRefused("""
                @Source @Keyed("a") Optional<Frame> frames(int n) { return null; } //! source frames (Job.java) takes int; a source takes nothing | source frames (Job.java) returns Optional<Frame>; a source returns an Iterator, an Iterable or a Stream of its records | source frames (Job.java) is marked @Keyed; only a stage has a key
                @Stage(order = 1) void nothing() {} //! stage nothing (Job.java) takes nothing; a stage takes a record | stage nothing (Job.java) returns nothing; a stage returns a record, or an Optional, Stream or Iterable of records
                @Stage(order = 2) Frame extra(Frame f, CounterState c) { return f; } //! stage extra (Job.java) takes CounterState beside its record; mark it @Keyed to declare state, or take the record alone
                @Sink @Keyed("camera") Frame write(Frame f, Alarm a) { return f; } //! sink write (Job.java) takes Frame and Alarm; a sink takes one record | sink write (Job.java) returns Frame; a sink returns nothing | sink write (Job.java) is marked @Keyed; only a stage has a key
                """);
    }

    @Test
    void refusesMethodsWithoutExactlyOneRole() throws ReflectiveOperationException {
        assertRefused("""
                @Source List<Frame> frames() { return null; }
                @Stage(order = 1) @Source List<Frame> both() { return null; } //! source both (Job.java) is marked as source and stage; a method has one role
                @Keyed("camera") Frame none(Frame f) { return f; } //! method none (Job.java) is marked @Keyed but not @Stage; only a stage has a key
                @Sink void write(Frame f) {}
                """);
    }

    @Test
    void refusesAKeyThatTheInputDoesNotHave() throws ReflectiveOperationException {
        assertRefused("""
                static class Bean { private int getPlace() { return 1; } public void isOff() {} static int all() { return 1; } }
                @Source List<Frame> frames() { return null; }
                @Stage(order = 1) @Keyed("lens") Bean a(Frame f) { return null; } //! stage a (Job.java) is keyed by 'lens', which Frame does not have; it has camera, pixels
                @Stage(order = 2) @Keyed("place") Bean b(Bean b) { return b; }
                @Stage(order = 3) @Keyed("off") Bean c(Bean b) { return b; } //! stage c (Job.java) is keyed by 'off', which Bean does not have; give it a method of that name
                @Stage(order = 4) @Keyed("all") Bean d(Bean b) { return b; } //! stage d (Job.java) is keyed by 'all', which Bean does not have; give it a method of that name
                @Stage(order = 5) @Keyed("") Bean e(Bean b) { return b; } //! stage e (Job.java) is keyed by '', which Bean does not have; give it a method of that name
                @Sink void write(Bean b) {}
                """);
    }

    @Test
    void refusesStateThatAParameterCannotDeclare() throws ReflectiveOperationException {
        assertRefused("""
                @Source List<Frame> frames() { return null; }
                @Stage(order = 1) @Keyed("camera")
                Frame a(Frame f, CounterState c, ValueState<Long> v) { return f; } //! stage a (Job.java) takes ValueState<Long> as parameter 3; after the record a keyed stage takes state: CounterState, ListState or MapState
                @Stage(order = 2) @Keyed("camera")
                Frame b(Frame f, @State("c") ListState<Long> v, MapState<?, ?> c, @State(" ") CounterState d) { return f; } //! stage b (Job.java) has two states named 'c'; give each a name of its own | stage b (Job.java) has state with a blank name; name it in @State
                @Sink void write(Frame f) {}
                """);
    }

    @Test
    void refusesHiddenStateInAReplicatedStage() throws ReflectiveOperationException {
        String remedy =
                ": it may be state that its tasks share; make the method static, declare state with @Keyed, or set"
                        + " replicate = 1";
        assertRefused("""
                static class Base { final Map<String, Integer> inherited = new HashMap<>(); }
                @Source List<Frame> frames() { return null; }
                @Stage(order = 1, replicate = 4) Frame a(Frame f) { return f; } //! %1$s
                @Stage(order = 2) Frame b(Frame f) { return f; } //! %2$s
                @Stage(order = 3, replicate = 1) Frame c(Frame f) { return f; }
                @Stage(order = 4, replicate = 4) static Frame d(Frame f) { return f; }
                @Stage(order = 5, replicate = 4) @Keyed("camera") Frame e(Frame f) { return f; }
                @Sink void write(Frame f) {}
                private int count;
                private final String name = "";
                private final long[][] sums = {};
                private final ArrayDeque<Frame> kept = new ArrayDeque<>();
                private final AtomicLong total = new AtomicLong();
                private final StringBuilder text = new StringBuilder();
                static final List<String> NAMES = List.of();
                """.formatted(
                        problems("stage a (Job.java) is replicated, but field ", remedy),
                        problems("stage b (Job.java) is replicated, but field ", remedy)));
    }

    private static String problems(String before, String after) {
        return String.join(
                " | ",
                List.of(
                                "count is not final",
                                "sums holds a mutable long[][]",
                                "kept holds a mutable ArrayDeque<Frame>",
                                "total holds a mutable AtomicLong",
                                "text holds a mutable StringBuilder")
                        .stream()
                        .map(each -> before + each + after)
                        .toList());
    }

    @Test
    void refusesHiddenStateFromAClassAboveOrInAStaticField() throws ReflectiveOperationException {
        assertRefusedClass("""
                class Base { final Map<String, Integer> inherited = new HashMap<>(); }
                @ToStream("job")
                class Job extends Base {
                    private static int shared;
                    @Source List<Frame> frames() { return null; }
                    @Stage(order = 1) Frame a(Frame f) { return f; } //! stage a (Job.java) is replicated, but field inherited holds a mutable Map<String, Integer>: it may be state that its tasks share; make the method static, declare state with @Keyed, or set replicate = 1 | stage a (Job.java) is replicated, but static field shared is not final: it would be state that its tasks share; make it final, declare state with @Keyed, or set replicate = 1
                    @Stage(order = 2) static Frame b(Frame f) { return f; } //! stage b (Job.java) is replicated, but static field shared is not final: it would be state that its tasks share; make it final, declare state with @Keyed, or set replicate = 1
                    @Sink void write(Frame f) {}
                }
                """);
    }

    @Test
    void refusesSettingsThatCannotBe() throws ReflectiveOperationException {
        assertRefused("""
                @Source List<Frame> frames() { return null; }
                @Stage(order = 1, replicate = 32_769) Frame a(Frame f) { return f; } //! stage a (Job.java) has replicate = 32769; it must be from 1 to 32768, or 0 to leave it to the environment
                @Stage(order = 2, recover = "mirrored") Frame b(Frame f) { return f; } //! stage b (Job.java) has recover = "mirrored", which is none; there are at-most-once, at-least-once, at-least-once-snapshot, checkpoint, pessimistic, pessimistic:content, pessimistic:local, pessimistic:replicated, causal, optimistic, backtracking, backtracking:merge, replicated, and causal:1 to causal:8
                @Stage(order = 3, recover = "at-most-once") Frame c(Frame f) { return f; } //! stage c (Job.java) is ordered, but recover = "at-most-once" may lose a record that the others wait for; drop one of the two
                @Stage(order = 4, scheduling = Scheduling.ON_DEMAND) @Keyed("camera")
                Frame d(Frame f) { return f; } //! stage d (Job.java) is scheduled ON_DEMAND, but its key decides which task gets a record; drop one of the two
                @Sink(ordered = true) void write(Frame f) {}
                """);
    }

    @Test
    void refusesAnAbstractClassAndAbstractMethods() {
        assertRefusedByTheCompiler("""
                @ToStream("job")
                abstract class Job { //! class Job (Job.java) is abstract; mark a class that has objects of its own
                    @Source List<Frame> frames() { return null; }
                    @Stage(order = 1) abstract Frame a(Frame f); //! stage a (Job.java) is abstract; give it a body
                    @Sink void write(Frame f) {}
                }
                """);
    }

    @Test
    void refusesAMarkedMethodInAClassThatIsNotMarked() {
        assertRefusedByTheCompiler("""
                class Job {
                    @Source List<Frame> frames() { return null; } //! method frames is marked @Source, but class Job is not marked @ToStream; mark the class too
                    @Stage(order = 1) Frame a(Frame f) { return f; } //! method a is marked @Stage, but class Job is not marked @ToStream; mark the class too
                    @Sink void write(Frame f) {} //! method write is marked @Sink, but class Job is not marked @ToStream; mark the class too
                }
                """);
    }

    @Test
    void isFoundByTheCompiler() {
        String path = Compilation.processor() + File.pathSeparator + Compilation.library();

        assertThat(compilation("@ToStream(\"job\") class Job {}\n")
                        .errors(
                                List.of(),
                                List.of("-classpath", Compilation.library().toString(), "-processorpath", path)))
                .hasSize(2)
                .allMatch(error -> error.contains("class Job (Job.java) has no s"));
    }
}
