package dev.levada.lint;

import dev.levada.api.Sinks;
import dev.levada.api.Sources;
import dev.levada.api.Topology;
import dev.levada.api.operator.AssumeDeterministic;
import dev.levada.api.operator.Context;
import dev.levada.api.operator.ExternalCall;
import dev.levada.api.operator.Processor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Operators that do what they should not, each such line marked with what the lint must say of it, and no other. */
@SuppressWarnings({
    "unused",
    "NonFinalStaticField",
    "NonOverridingEquals",
    "ObjectToString",
    "JavaUtilDate",
    "SuperCallToObjectMethod",
    "UnnecessaryLambda"
})
final class Sins {

    private Sins() {}

    static Topology topology() {
        String prefix = System.getProperty("lint.prefix", ""); // where the topology is built it may
        Topology topology = Topology.named("sins");
        topology.from(
                        "numbers",
                        Sources.generate(9, index -> index + System.nanoTime()).build()) // lint: error clock
                .filter(number -> number > Math.random()) // lint: error random
                .map(number -> prefix + number)
                .<String>flatMap((text, out) -> out.emit(text + UUID.randomUUID())) // lint: error uuid
                .named("spread")
                .map(Sins::stamped)
                .peek(text -> seen = text) // lint: error static-state
                .keyBy(text -> text.hashCode() + Thread.activeCount())
                .process("sinner", () -> new Sinner(new Clockwork(), new Trusted()))
                .keyBy(Sins::keyed)
                .reduce("sum", newest())
                .keyBy(text -> text.length())
                .countWindows(2)
                .apply("windows", (length, window) -> window + Sins.tag())
                .partition(dev.levada.api.graph.Partitioning.byKey(
                        text -> System.identityHashCode(text))) // lint: error identity
                .to(Sinks.stdout());
        return topology;
    }

    private static String seen = "";

    private static String stamped(String text) {
        return LocalDate.now(ZoneOffset.UTC) + text; // lint: error clock
    }

    private static String keyed(String text) {
        return text + new Date().getTime() + new Date(0).getTime(); // lint: error clock
    }

    private static String tag() {
        return UUID.randomUUID().toString(); // lint: error uuid
    }

    private static BinaryOperator<String> newest() {
        return (one, other) -> Instant.now().isAfter(Instant.EPOCH) ? one : other; // lint: error clock
    }

    /** Called through an interface by the operator that was given it. */
    interface Ticker {
        long tick();
    }

    static final class Clockwork implements Ticker {
        private static final long START = System.currentTimeMillis(); // lint: error clock

        @Override
        public long tick() {
            return START + Clock.systemUTC().millis(); // lint: error clock
        }
    }

    /** Has the interface, and is never made. */
    static final class Unused implements Ticker {
        @Override
        public long tick() {
            return System.nanoTime();
        }
    }

    enum Suit {
        HEARTS,
        SPADES
    }

    record Pair(String one, String other) {}

    static final class Plain {}

    @AssumeDeterministic("the file belongs to the job and never changes")
    static final class Trusted implements Ticker {
        @Override
        public long tick() {
            return System.nanoTime();
        }
    }

    static final class Sinner implements Processor<String, String> {
        private static final AtomicLong MADE = new AtomicLong();
        private static final Map<String, Long> COUNTS = new HashMap<>();
        private static final long[] TABLE = {1, 2, 3};
        private static final Random SHARED = new Random(42);

        @AssumeDeterministic("only a cache of a function of its key")
        private static final Map<String, String> CACHE = new HashMap<>();

        @AssumeDeterministic("")
        private static long total;

        private final Ticker ticker;
        private final Ticker trusted;
        private final Random seeded = new Random(7);
        private final Map<String, Long> latest = new HashMap<>();
        private final Map<String, Long> sorted = new TreeMap<>();

        Sinner(Ticker ticker, Ticker trusted) {
            this.ticker = ticker;
            this.trusted = trusted;
            MADE.incrementAndGet(); // lint: error static-state
        }

        @Override
        public void process(String value, Context<String> context) throws Exception {
            context.emit(value + ticker.tick() + trusted.tick() + seeded.nextInt());
            chance(context);
            threads(List.of(value));
            process();
            state(value);
            order(value, context);
            context.emit(context.external("file", key -> Files.readString(Path.of(value))));
            context.emit(context.external("again", new Reading(value)));
            context.emit(vouchedFor() + outside(value));
        }

        private void chance(Context<String> context) {
            context.emit("" + new Random().nextInt()); // lint: error random
            context.emit("" + new SplittableRandom().nextInt()); // lint: error random
            context.emit("" + ThreadLocalRandom.current().nextInt()); // lint: error random, error random
            List<String> deck = new ArrayList<>(List.of("a", "b"));
            Collections.shuffle(deck); // lint: error random
            Collections.shuffle(deck, new Random(1));
            Supplier<UUID> later = UUID::randomUUID; // lint: error uuid
        }

        private void threads(List<String> values) {
            new Thread(() -> values.forEach(value -> {})).start(); // lint: error threads, error threads
            CompletableFuture.runAsync(() -> {}).join(); // lint: error threads
            values.parallelStream().forEach(value -> {}); // lint: error threads
            long count = Stream.of(1).parallel().count(); // lint: error threads
            Arrays.parallelSort(new int[] {2, 1}); // lint: error threads
        }

        private void process() {
            int hash = Suit.HEARTS.hashCode() // lint: error identity
                    + new Plain().hashCode() // lint: warning identity
                    + new Pair("a", "b").hashCode()
                    + ((Object) "text").hashCode() // lint: warning identity
                    + super.hashCode(); // lint: error identity
            String home = System.getenv("HOME"); // lint: error environment
            Locale locale = Locale.getDefault(); // lint: warning environment
        }

        private void state(String value) {
            COUNTS.merge(value, 1L, Long::sum); // lint: error static-state
            COUNTS.get(value);
            TABLE[0]++; // lint: error static-state
            total += TABLE[1]; // lint: error static-state
            SHARED.nextInt(); // lint: error static-state
            CACHE.computeIfAbsent(value, each -> each + each);
            latest.put(value, 1L);
        }

        private void order(String value, Context<String> context) {
            for (String key : latest.keySet()) { // lint: warning order
                context.emit(key);
            }
            new HashSet<>(List.of(value)).forEach(context::emit); // lint: warning order
            Set.of(value, "other").forEach(each -> context.emit(each)); // lint: warning order
            List.of(value).stream().collect(Collectors.toSet()).forEach(context::emit); // lint: warning order
            for (Map.Entry<String, Long> entry : sorted.entrySet()) {
                context.emit(entry.getKey());
            }
        }

        private String outside(String file) throws IOException {
            return Files.readString(Path.of(file)); // lint: warning outside
        }

        @AssumeDeterministic("reads a constant of the host")
        private String vouchedFor() {
            return System.getenv("HOST") + deeper();
        }

        private String deeper() {
            return System.getenv("DEEPER");
        }
    }

    /** What is outside may be asked here. */
    private record Reading(String file) implements ExternalCall<String> {
        @Override
        public String call(String idempotencyKey) throws IOException {
            return Files.readString(Path.of(file)) + System.nanoTime();
        }
    }
}
