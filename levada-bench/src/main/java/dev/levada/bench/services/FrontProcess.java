package dev.levada.bench.services;

import dev.levada.faults.replicas.MemberFault;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The process that serves a store. Confined to one thread. */
final class FrontProcess implements AutoCloseable {
    private static final long END_SECONDS = 10;

    private final Process process;
    private final Path log;
    private final BufferedWriter orders;
    private final BufferedReader answers;

    private FrontProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
        this.orders = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
        this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Starts one, and waits until it serves and all members are there. */
    static FrontProcess start(String service, int port, StoreService.Group group) throws IOException {
        Files.createDirectories(group.directory());
        Path log = group.directory().resolve("front.log");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx512m",
                "-Djdk.serialFilter=!*",
                "-cp",
                System.getProperty("java.class.path", ""),
                FrontMain.class.getName(),
                service,
                String.valueOf(port),
                String.valueOf(group.replicas()),
                group.directory().resolve("members").toString(),
                String.valueOf(group.timings().electionMin().toMillis()),
                String.valueOf(group.timings().electionMax().toMillis())));
        group.consensus().ifPresent(command::add);
        FrontProcess front = new FrontProcess(
                new ProcessBuilder(command).redirectError(log.toFile()).start(), log);
        try {
            front.expect(FrontMain.SERVES);
            front.order("whole");
            return front;
        } catch (IOException e) {
            front.close();
            throw e;
        }
    }

    private void expect(String line) throws IOException {
        String found = answers.readLine();
        if (!line.equals(found)) {
            throw ended(found);
        }
    }

    private IOException ended(@Nullable String found) throws IOException {
        return new IOException("a store does not serve: %s; its log %s:%n%s"
                .formatted(found, log, Files.readString(log).lines().limit(20).toList()));
    }

    private String order(String order) throws IOException {
        orders.write(order);
        orders.newLine();
        orders.flush();
        String answer = answers.readLine();
        if (answer == null) {
            throw ended("it has ended");
        }
        if (answer.startsWith(FrontMain.ERROR)) {
            throw new IOException(
                    "'%s' cannot be done: %s".formatted(order, answer.substring(FrontMain.ERROR.length())));
        }
        return answer;
    }

    void awaitWhole() throws IOException {
        String unused = order("whole");
    }

    /** Does a fault, and says to whom. */
    String strike(MemberFault fault) throws IOException {
        return order("strike " + fault.label());
    }

    void heal() throws IOException {
        String unused = order("heal");
    }

    void countInto(Path file) throws IOException {
        String unused = order("count " + file.toAbsolutePath());
    }

    void stopCounting() throws IOException {
        String unused = order("stop");
    }

    /** Ends it, and its members. */
    @Override
    public void close() {
        try {
            orders.close();
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
