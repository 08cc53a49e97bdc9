package dev.levada.bench.services;

import dev.levada.faults.replicas.MemberFault;
import dev.levada.replication.consensus.Timings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Measures services one after the other, each with as many clients, pauses and faults as is wanted. */
public final class ServicesBench {
    /** That clients rest after each answer, as it was published. */
    public static final long PUBLISHED_PAUSE_MILLIS = 50;

    private static final int PUBLISHED_PORT = 5454;

    private ServicesBench() {}

    /**
     * What to measure.
     *
     * @param services their labels
     * @param replicas of those that have some
     * @param clients at a time
     * @param pausesMillis that clients rest after each answer; under faults the first one counts
     * @param faults that befall members, each in a measurement of its own; not {@link MemberFault#PARTITION}
     * @param seconds of each measurement
     * @param warmUpSeconds before it, which do not count
     * @param firstPort that of the plain server; the others follow
     * @param consensus the name of the library's provider; empty for what it takes by itself
     * @param output where files of latencies and throughputs come, a directory for each cell
     * @param scratch for what members keep
     */
    public record Options(
            List<String> services,
            List<Integer> replicas,
            List<Integer> clients,
            List<Long> pausesMillis,
            List<MemberFault> faults,
            int seconds,
            int warmUpSeconds,
            int firstPort,
            Timings timings,
            Optional<String> consensus,
            long seed,
            Path output,
            Path scratch) {

        public Options {
            services = List.copyOf(services);
            replicas = List.copyOf(replicas);
            clients = List.copyOf(clients);
            pausesMillis = List.copyOf(pausesMillis);
            faults = List.copyOf(faults);
            require(!services.isEmpty() && labels().containsAll(services), "services are of %s", labels());
            require(
                    !replicas.isEmpty() && replicas.stream().allMatch(each -> each >= 1 && each <= 31),
                    "replicas are 1 to 31");
            require(
                    !clients.isEmpty() && clients.stream().allMatch(each -> each >= 1 && each <= 4_096),
                    "clients are 1 to 4096");
            require(
                    !pausesMillis.isEmpty() && pausesMillis.stream().allMatch(each -> each >= 0 && each <= 60_000),
                    "pauses are 0 to 60000 ms");
            require(!faults.contains(MemberFault.PARTITION), "faults are kill-leader, kill-follower and freeze-leader");
            require(
                    faults.isEmpty() || replicas.stream().allMatch(each -> each >= 3),
                    "faults need groups of 3 and more, which go on without one; take --faults none");
            require(seconds >= 1 && seconds <= 3_600 && warmUpSeconds >= 0, "a measurement has 1 to 3600 seconds");
            require(faults.isEmpty() || seconds >= 4, "under faults a measurement has 4 seconds at least");
            require(firstPort >= 1 && firstPort <= 65_000, "the first port is 1 to 65000");
        }

        private static void require(boolean holds, String message, Object... arguments) {
            if (!holds) {
                throw new IllegalArgumentException(message.formatted(arguments));
            }
        }
    }

    /** The labels of all services there are, in the order of their ports. */
    public static List<String> labels() {
        return services().map(StoreService::label).toList();
    }

    private static Stream<StoreService> services() {
        return ServiceLoader.load(StoreService.class, StoreService.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .sorted(Comparator.comparingInt(StoreService::port));
    }

    /** Is told what it is at. */
    public interface Progress {
        /** A measurement begins. */
        void begins(Cell cell, int number, int of);

        /** It has ended. */
        void measured(Measured measured);
    }

    /** Measures. */
    public static List<Measured> run(Options options, Progress progress) throws IOException, InterruptedException {
        List<Measured> all = new ArrayList<>();
        int count =
                groups(options).mapToInt(group -> cells(options, group).size()).sum();
        for (Served group : groups(options).toList()) {
            Path directory =
                    options.scratch().resolve("%s-%d".formatted(group.service().label(), group.replicas()));
            int port = options.firstPort() + group.service().port() - PUBLISHED_PORT;
            try (FrontProcess front = FrontProcess.start(
                    group.service().label(),
                    port,
                    new StoreService.Group(group.replicas(), directory, options.timings(), options.consensus()))) {
                for (Cell cell : cells(options, group)) {
                    progress.begins(cell, all.size() + 1, count);
                    Measured measured = new Measurement(options, cell, port, front).run();
                    all.add(measured);
                    progress.measured(measured);
                }
            }
        }
        return all;
    }

    /** Started once, for all measurements of it. */
    private record Served(StoreService service, int replicas) {}

    private static Stream<Served> groups(Options options) {
        return services()
                .filter(service -> options.services().contains(service.label()))
                .flatMap(service -> service.replicated()
                        ? options.replicas().stream().map(replicas -> new Served(service, replicas))
                        : Stream.of(new Served(service, 0)));
    }

    private static List<Cell> cells(Options options, Served group) {
        String label = group.service().label();
        List<Cell> cells = new ArrayList<>();
        for (int clients : options.clients()) {
            for (long pause : options.pausesMillis()) {
                cells.add(new Cell(label, group.replicas(), clients, pause, Optional.empty()));
            }
            for (MemberFault fault : group.service().replicated() ? options.faults() : List.<MemberFault>of()) {
                long pause = options.pausesMillis().get(0);
                cells.add(new Cell(label, group.replicas(), clients, pause, Optional.of(fault)));
            }
        }
        return cells;
    }

    /** One cell. */
    private record Measurement(Options options, Cell cell, int port, FrontProcess front) {

        Measured run() throws IOException, InterruptedException {
            Path directory = Files.createDirectories(
                    options.output().resolve(cell.name()).resolve(cell.service()));
            front.awaitWhole();
            long from = System.nanoTime() + TimeUnit.SECONDS.toNanos(options.warmUpSeconds());
            Tally tally = new Tally(from, options.seconds());
            ClosedLoop clients = ClosedLoop.start(port, cell.clients(), cell.pauseMillis(), options.seed(), tally);
            Optional<Struck> struck = Optional.empty();
            try {
                await(from, 0);
                front.countInto(directory.resolve("throughput_%d_clients.csv".formatted(cell.clients())));
                if (cell.fault().isPresent()) {
                    struck = Optional.of(strike(from, tally, cell.fault().get()));
                }
                await(from, options.seconds());
                front.stopCounting();
            } finally {
                clients.stop();
            }
            tally.write(directory.resolve("latency_%d_clients_port_%d.csv".formatted(cell.clients(), port)));
            return measured(tally, struck);
        }

        private record Struck(String member, double at, double healedAt) {}

        private Struck strike(long from, Tally tally, MemberFault fault) throws IOException, InterruptedException {
            await(from, options.seconds() * 0.25);
            String member = front.strike(fault);
            tally.struck(System.nanoTime());
            double at = seconds(System.nanoTime() - from);
            try {
                await(from, options.seconds() * 0.625);
            } finally {
                front.heal();
            }
            return new Struck(member, at, seconds(System.nanoTime() - from));
        }

        private static double seconds(long nanos) {
            return nanos / 1e9;
        }

        /** Waits until so many seconds after the warm-up. */
        private static void await(long from, double seconds) throws InterruptedException {
            long left = from + (long) (seconds * 1e9) - System.nanoTime();
            if (left > 0) {
                TimeUnit.NANOSECONDS.sleep(left);
            }
        }

        private Measured measured(Tally tally, Optional<Struck> struck) {
            List<Measured.Second> seconds = tally.seconds();
            long done = seconds.stream().mapToLong(Measured.Second::done).sum();
            long errors = seconds.stream().mapToLong(Measured.Second::errors).sum();
            return new Measured(
                    cell,
                    (double) done / options.seconds(),
                    tally.requests(),
                    errors,
                    tally.millis(50),
                    tally.millis(95),
                    tally.millis(99),
                    tally.millis(100),
                    struck.map(each -> new Measured.Struck(
                            each.member(), each.at(), each.healedAt(), tally.failOverMillis(), tally.gapMillis())),
                    seconds);
        }
    }
}
