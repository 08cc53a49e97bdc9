package dev.levada.bench.services;

import dev.levada.faults.replicas.MemberFault;
import dev.levada.replication.consensus.Timings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * Serves a store in a process of its own. Each line of its input is an order, answered by a line when it is done:
 * {@code whole} waits for all members, {@code strike FAULT} does one and says to whom, {@code heal} takes it back,
 * {@code count FILE} writes arrivals to a file from now on, {@code stop} completes that file. An answer that begins
 * with {@code error } says what was wrong. It ends with its input, and its members with it.
 */
final class FrontMain {
    static final String SERVES = "serves";
    static final String ERROR = "error ";

    private final Store store;
    private final ArrivalCount arrivals;

    private FrontMain(Store store, ArrivalCount arrivals) {
        this.store = store;
        this.arrivals = arrivals;
    }

    /**
     * Serves until the input ends.
     *
     * @param args label of the service, port, replicas, directory, shortest and longest election time-out in ms, and,
     *     if it is to be chosen, the name of the consensus
     */
    public static void main(String[] args) throws IOException {
        if (args.length < 6) {
            throw new IllegalArgumentException(
                    "expected SERVICE PORT REPLICAS DIRECTORY MIN_MS MAX_MS [CONSENSUS], found "
                            + Arrays.toString(args));
        }
        StoreService.Group group = new StoreService.Group(
                Integer.parseInt(args[2]),
                Path.of(args[3]),
                new Timings(Duration.ofMillis(Long.parseLong(args[4])), Duration.ofMillis(Long.parseLong(args[5]))),
                args.length > 6 ? Optional.of(args[6]) : Optional.empty());
        try (ArrivalCount arrivals = new ArrivalCount();
                Store store = service(args[0]).open(group);
                HttpFront front = HttpFront.open(Integer.parseInt(args[1]), store, arrivals)) {
            System.out.println(SERVES);
            new FrontMain(store, arrivals).obey(front);
        }
    }

    static StoreService service(String label) {
        return ServiceLoader.load(StoreService.class, StoreService.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .filter(service -> service.label().equals(label))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("there is no service '%s' on the class path".formatted(label)));
    }

    /** @param serving meanwhile */
    private void obey(HttpFront serving) throws IOException {
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            System.out.println(done(order));
        }
        serving.close();
    }

    private String done(String order) {
        String[] words = order.split(" ", 2);
        try {
            switch (words[0]) {
                case "whole" -> store.awaitWhole();
                case "strike" -> {
                    return store.strike(MemberFault.parse(words[1]));
                }
                case "heal" -> store.heal();
                case "count" -> arrivals.writeTo(Path.of(words[1]));
                case "stop" -> arrivals.stop();
                default -> throw new IllegalArgumentException("'%s' is no order".formatted(order));
            }
            return "ok";
        } catch (IOException | RuntimeException e) {
            return ERROR + String.valueOf(e).replaceAll("\\s+", " ");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ERROR + "interrupted";
        }
    }
}
