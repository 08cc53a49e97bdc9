package dev.levada.dadstorm;

import dev.levada.api.MemorySink;
import dev.levada.api.Sinks;
import dev.levada.api.recovery.Guarantee;
import dev.levada.node.embedded.Embedded;
import dev.levada.node.job.JobReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** A configuration being written in a directory of its own, and its one run. */
final class Scene {
    private final Path directory;
    private final StringBuilder text = new StringBuilder();
    private final Map<String, MemorySink<List<String>>> sinks = new LinkedHashMap<>();
    private final RecordedLog log = new RecordedLog();
    private DadstormOptions options = DadstormOptions.defaults().withTimeScale(10);
    private Guarantee guarantee = Guarantee.AT_MOST_ONCE;
    private long seed = 1;
    private Duration epochs = Duration.ofSeconds(1);
    private Duration epochTimeout = Duration.ofSeconds(60);
    private int nextPort = 11_000;

    Scene(Path directory) {
        this.directory = directory;
    }

    static Scene under(Guarantee guarantee, Path directory) {
        Scene scene = new Scene(directory);
        scene.guarantee = guarantee;
        return scene.line("Semantics " + guarantee.label()).line("LoggingLevel full");
    }

    /** The followers' library, and the tweets, as files. */
    Scene tweets() {
        return file("tweets.dat", Tweets.TWEETS)
                .file("followers.dat", Tweets.FOLLOWERS)
                .file("mylib.java", Tweets.LIBRARY);
    }

    Scene file(String name, String content) {
        try {
            Files.writeString(directory.resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    Scene line(String line) {
        text.append(line).append('\n');
        return this;
    }

    Scene operator(String id, String inputs, int replicas, String routing, String spec) {
        List<String> urls = new ArrayList<>();
        for (int replica = 0; replica < replicas; replica++) {
            urls.add("tcp://localhost:" + nextPort++ + "/op");
        }
        return line(id + " INPUT_OPS " + inputs + " REP_FACT " + replicas + " ROUTING " + routing)
                .line("  ADDRESS " + String.join(", ", urls))
                .line("  OPERATOR_SPEC " + spec);
    }

    Scene start(String... operators) {
        for (String operator : operators) {
            line("Start " + operator);
        }
        return this;
    }

    Scene options(DadstormOptions newOptions) {
        options = newOptions;
        return this;
    }

    Scene seed(long newSeed) {
        seed = newSeed;
        return this;
    }

    Scene epochs(Duration newEpochs, Duration newTimeout) {
        epochs = newEpochs;
        epochTimeout = newTimeout;
        return this;
    }

    DadstormPipeline load() {
        file("job.config", text.toString());
        return DadstormPipeline.load(directory.resolve("job.config"), Optional.empty(), options);
    }

    /** Starts the job, its open ends led to memory. */
    Console begin() {
        DadstormPipeline pipeline = load();
        pipeline.openEnds().forEach((operator, tuples) -> {
            MemorySink<List<String>> sink = Sinks.memory();
            sinks.put(operator, sink);
            tuples.to(sink);
        });
        Embedded settings = new Embedded()
                .guarantee(guarantee)
                .seed(seed)
                .epochs(epochs)
                .epochTimeout(epochTimeout)
                .batchSize(4);
        return pipeline.start(settings, pipeline.topology(), log);
    }

    JobReport run() {
        Console console = begin();
        console.runScript();
        return console.finish();
    }

    /** What an open end has committed, each tuple as a line of output. */
    List<String> result(String operator) {
        return tuples(operator).stream().map(tuple -> String.join(", ", tuple)).toList();
    }

    List<List<String>> tuples(String operator) {
        MemorySink<List<String>> sink = sinks.get(operator);
        if (sink == null) {
            throw new IllegalArgumentException("%s is no open end; there are %s".formatted(operator, sinks.keySet()));
        }
        return sink.values();
    }

    List<String> log() {
        return log.lines();
    }

    /** Waits until the log has so many lines of a kind. */
    void await(int count, Predicate<String> kind) throws InterruptedException {
        log.await(count, kind);
    }

    static long emitted(JobReport report, String operator) {
        return report.operators().stream()
                .filter(each -> each.operator().equals(operator))
                .mapToLong(JobReport.OperatorReport::out)
                .sum();
    }

    /** Written by one thread at a time, as the pipeline promises, but by various ones. */
    private static final class RecordedLog implements Consumer<String> {
        private final List<String> lines = new ArrayList<>();
        private Predicate<String> awaited = line -> false;
        private CountDownLatch latch = new CountDownLatch(0);

        @Override
        public void accept(String line) {
            synchronized (lines) {
                lines.add(line);
                if (awaited.test(line)) {
                    latch.countDown();
                }
            }
        }

        List<String> lines() {
            synchronized (lines) {
                return List.copyOf(lines);
            }
        }

        void await(int count, Predicate<String> kind) throws InterruptedException {
            CountDownLatch reached;
            synchronized (lines) {
                long already = lines.stream().filter(kind).count();
                reached = new CountDownLatch((int) Math.max(0, count - already));
                latch = reached;
                awaited = kind;
            }
            if (!reached.await(30, TimeUnit.SECONDS)) {
                throw new AssertionError("the log lacks lines that were waited for: " + lines());
            }
        }
    }
}
