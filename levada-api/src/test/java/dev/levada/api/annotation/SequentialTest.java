package dev.levada.api.annotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.state.CounterState;
import dev.levada.api.state.ListState;
import dev.levada.api.state.MapState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SequentialTest {

    @ToStream("words")
    @SuppressWarnings("UnusedMethod") // called through their marks
    private record Words(List<String> lines, List<String> written) {
        @Source
        private Iterator<String> read() {
            return lines.iterator();
        }

        @Stage(order = 1, replicate = 4)
        static Stream<String> split(String line) {
            return Stream.of(line.split(" ", -1));
        }

        @Stage(order = 2, replicate = 4)
        static Optional<String> present(String word) {
            return word.isEmpty() ? Optional.empty() : Optional.of(word);
        }

        @Stage(order = 3)
        @Keyed("length")
        String count(String word, MapState<String, Long> words, CounterState all, ListState<String> firsts) {
            Long before = words.get(word);
            words.put(word, before == null ? 1 : before + 1);
            if (words.size() > 2) {
                words.remove(word);
                firsts.clear();
            }
            firsts.add(word.substring(0, 1));
            return word + all.add(1) + firsts.get() + words.entries();
        }

        @Sink
        void write(String line) {
            written.add(line);
        }
    }

    /** The same, as one would write it without marks. */
    private static List<String> expected(List<String> lines) {
        Map<Integer, Map<String, Long>> words = new TreeMap<>();
        Map<Integer, List<String>> firsts = new TreeMap<>();
        Map<Integer, Integer> all = new TreeMap<>();
        List<String> written = new ArrayList<>();
        for (String line : lines) {
            for (String word : line.split(" ", -1)) {
                if (word.isEmpty()) {
                    continue;
                }
                Map<String, Long> counts = words.computeIfAbsent(word.length(), any -> new TreeMap<>());
                List<String> letters = firsts.computeIfAbsent(word.length(), any -> new ArrayList<>());
                counts.merge(word, 1L, Long::sum);
                if (counts.size() > 2) {
                    counts.remove(word);
                    letters.clear();
                }
                letters.add(word.substring(0, 1));
                int number = all.merge(word.length(), 1, Integer::sum);
                written.add(word + number + letters + List.copyOf(counts.entrySet()));
            }
        }
        return written;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89})
    void writesWhatThePlainProgramWouldInTheSameSequence(long seed) {
        Random random = new Random(seed);
        List<String> lines = IntStream.range(0, random.nextInt(60))
                .mapToObj(line -> String.join(
                        " ",
                        IntStream.range(0, random.nextInt(6))
                                .mapToObj(word -> "abc".repeat(2).substring(random.nextInt(4), 3 + random.nextInt(4)))
                                .toList()))
                .toList();
        Words words = new Words(lines, new ArrayList<>());

        Sequential.run(words);

        assertThat(words.written()).as("seed %d", seed).isEqualTo(expected(lines));
    }

    @ToStream("paths")
    static final class Paths {
        private final List<Object> written = new ArrayList<>();

        @Source
        List<String> names() {
            return List.of("a/b", "c");
        }

        @Stage(order = 1, replicate = 1)
        Path path(String name) {
            return Path.of(name);
        }

        @Sink
        void write(Object any) {
            written.add(any);
        }
    }

    @Test
    void takesAPathForOneRecordThoughItIsIterable() {
        Paths paths = new Paths();

        Sequential.run(paths);

        assertThat(paths.written).containsExactly(Path.of("a/b"), Path.of("c"));
    }

    @ToStream("failing")
    static final class Failing {
        private final Exception problem;

        Failing(Exception problem) {
            this.problem = problem;
        }

        @Source
        List<String> names() {
            return List.of("a");
        }

        @Stage(order = 1)
        @Nullable
        String fail(String name) throws Exception {
            if (name.equals(problem.getMessage())) {
                return null;
            }
            throw problem;
        }

        @Sink
        void write(String any) {}
    }

    @Test
    void wrapsACheckedExceptionAndNamesTheStage() {
        IOException problem = new IOException("no disk");

        assertThatThrownBy(() -> Sequential.run(new Failing(problem)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("stage fail failed: java.io.IOException: no disk")
                .hasCause(problem);
    }

    @Test
    void letsAnUncheckedExceptionPassAsItIs() {
        RuntimeException problem = new UnsupportedOperationException("no disk");

        assertThatThrownBy(() -> Sequential.run(new Failing(problem))).isSameAs(problem);
    }

    @Test
    void refusesNullForARecord() {
        assertThatThrownBy(() -> Sequential.run(new Failing(new IOException("a"))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("stage fail gave null; return an Optional or a List to leave a record out");
    }

    @Test
    void iteratesStateInNaturalOrderAndByTextWithoutOne() {
        record Point(int x) {}
        MemoryState memory = new MemoryState();
        memory.key("k");
        MapState<Object, Object> map = memory.map("m");
        List.of(10, new Point(2), 9, new Point(10), -1).forEach(each -> map.put(each, "v"));

        assertThat(map.entries()).extracting(Map.Entry::getKey).containsExactly(new Point(10), new Point(2), -1, 9, 10);
    }

    @Test
    void keepsStateOfOneKeyApartFromThatOfAnother() {
        MemoryState memory = new MemoryState();
        CounterState counter = memory.counter("c");
        ListState<Object> list = memory.list("l");
        MapState<Object, Object> map = memory.map("m");
        memory.key("a");
        counter.set(3);
        list.add("x");
        map.put("x", "y");
        memory.key("b");

        assertThat(counter.get()).isZero();
        assertThat(list.get()).isEmpty();
        assertThat(map.contains("x")).isFalse();

        counter.clear();
        list.clear();
        map.clear();
        map.remove("x");
        memory.key("a");
        assertThat(counter.get()).isEqualTo(3);
        assertThat(list.get()).containsExactly("x");
        assertThat(map.get("x")).isEqualTo("y");

        counter.clear();
        list.clear();
        map.clear();
        assertThat(counter.get()).isZero();
        assertThat(list.get()).isEmpty();
        assertThat(map.size()).isZero();
    }
}
