package dev.levada.bench;

import dev.levada.api.Stream;
import dev.levada.api.Topology;
import dev.levada.dspbench.Application;
import dev.levada.dspbench.Applications;
import dev.levada.dspbench.Feed;
import dev.levada.dspbench.Line;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * An application of DSPBench as it is measured: on made-up input that is due at fixed times, or all at once. In worker
 * processes it is made anew from the words of its arguments. What happens it says in lines of text, as
 * {@link LoadOutputs} does, and {@link Marks}.
 *
 * @param code of the application
 * @param count how many records its source has
 * @param perSecond how many are due in a second; infinite if all are due at the start
 * @param parallelism how many tasks an operator has, unless it says otherwise
 * @param startMillis when the first record is due, since 1970
 */
record LoadJob(String code, long seed, long count, double perSecond, int parallelism, long startMillis) {
    /** The first of the arguments. */
    static final String WORD = "application";

    static LoadJob read(List<String> arguments) {
        return new LoadJob(
                arguments.get(1),
                Long.parseLong(arguments.get(2)),
                Long.parseLong(arguments.get(3)),
                Double.parseDouble(arguments.get(4)),
                Integer.parseInt(arguments.get(5)),
                Long.parseLong(arguments.get(6)));
    }

    List<String> arguments() {
        return List.of(
                WORD,
                code,
                String.valueOf(seed),
                String.valueOf(count),
                String.valueOf(perSecond),
                String.valueOf(parallelism),
                String.valueOf(startMillis));
    }

    /** The same, to begin later than now, without the garbage of what prepared it. */
    LoadJob startingIn(double seconds) {
        System.gc();
        return new LoadJob(
                code, seed, count, perSecond, parallelism, System.currentTimeMillis() + (long) (seconds * 1_000));
    }

    boolean isPaced() {
        return !Double.isInfinite(perSecond);
    }

    Application application() {
        return Applications.find(code)
                .orElseThrow(() -> new IllegalArgumentException("there is no application '%s'".formatted(code)));
    }

    /** The part of the input in which is measured, if all of it is due at once. */
    Marks marks() {
        return Marks.of(count, 1);
    }

    /** When the first record is due, on this process's monotonic clock, as exactly as clocks tell. */
    long startNanos() {
        long now = ChronoUnit.NANOS.between(Instant.EPOCH, Instant.now());
        return System.nanoTime() + startMillis * 1_000_000 - now;
    }

    /** In a worker process, where each line is made when it is read. */
    Topology topology(Consumer<String> told) {
        Texts texts = new Texts(application(), seed);
        // To know all words of the input takes longer than a recovery may, so a word count is not looked at here.
        Optional<Origins> origins = code.equals(Origins.WORDS) ? Optional.empty() : Origins.of(code, texts, count);
        return topology(texts, origins, startNanos(), told);
    }

    /** @param told what happens; called by any thread */
    Topology topology(Texts texts, Optional<Origins> origins, long startNanos, Consumer<String> told) {
        Topology topology = Topology.named("application-" + code);
        Marks marks = marks();
        Feed feed = texts.feed();
        Stream<Line> lines = topology.from(feed.name(), new Arrivals<>(count, 1, perSecond, startNanos, index -> {
            marks.pass(index, told);
            return new Line(index, texts.get(index));
        }));
        if (feed.eventTime().isPresent()) {
            lines = lines.eventTimeMillis(feed.eventTime().get(), feed.maxLateness());
        }
        application().connect(List.of(lines), seed);
        List<Stream<Object>> ends =
                topology.openEnds().values().stream().map(LoadJob::anything).toList();
        Stream<Object> all = ends.get(0);
        for (Stream<Object> each : ends.subList(1, ends.size())) {
            all = all.merge(each);
        }
        all.to("outputs", new LoadSink(this, startNanos, origins, told));
        return topology;
    }

    @SuppressWarnings("unchecked") // only read from, as objects
    private static Stream<Object> anything(Stream<?> stream) {
        return (Stream<Object>) stream;
    }
}
