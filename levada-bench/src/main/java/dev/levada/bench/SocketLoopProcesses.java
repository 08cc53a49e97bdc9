package dev.levada.bench;

import dev.levada.node.agent.Agent;
import dev.levada.node.agent.AgentListener;
import dev.levada.node.agent.Secret;
import dev.levada.node.agent.WorkerExit;
import dev.levada.node.agent.WorkerLaunch;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Starts the two processes of the {@link SocketLoop}, the same way as workers of the engine, and hears from them. */
final class SocketLoopProcesses {
    static final String SPLIT = "loop-split";
    static final String COUNT = "loop-count";
    static final String TUNED = "tuned";
    private static final String PLAIN = "plain";
    private static final int PATIENCE_MILLIS = 120_000;

    private SocketLoopProcesses() {}

    // In the process that measures

    /**
     * Runs both.
     *
     * @param told the marks that were passed
     * @return the counts
     */
    static Map<String, Long> run(long seed, long count, boolean tuned, Consumer<String> told) {
        try {
            Path directory = Files.createTempDirectory("levada-bench");
            try (ServerSocket ears = listen();
                    Agent agent = Agent.open(directory.resolve("logs"), new Unheard())) {
                ears.setSoTimeout(PATIENCE_MILLIS);
                String port = String.valueOf(ears.getLocalPort());
                launch(agent, directory, List.of(COUNT, port, tuned ? TUNED : PLAIN));
                try (Socket counting = ears.accept();
                        BufferedReader fromCounting = reader(counting)) {
                    String wordsPort = fromCounting.readLine();
                    launch(
                            agent,
                            directory,
                            List.of(SPLIT, port, wordsPort, String.valueOf(seed), String.valueOf(count)));
                    try (Socket splitting = ears.accept();
                            BufferedReader fromSplitting = reader(splitting)) {
                        fromSplitting.lines().forEach(told);
                    }
                    Map<String, Long> counts = new HashMap<>();
                    fromCounting.lines().forEach(line -> counts.putAll(CountLines.read(line)));
                    return counts;
                }
            } finally {
                delete(directory);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the processes of the loop cannot be run: " + e.getMessage(), e);
        }
    }

    private static void launch(Agent agent, Path directory, List<String> arguments) throws IOException {
        long unused = agent.start(new WorkerLaunch(
                arguments.get(0), BenchWorker.class.getName(), arguments, directory, Map.of(), 0, Secret.of(new byte[] {
                    1
                })));
    }

    private static void delete(Path directory) throws IOException {
        try (var all = Files.walk(directory)) {
            for (Path each : all.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(each);
            }
        }
    }

    /** One that ends early is noticed by what it does not say. */
    private static final class Unheard implements AgentListener {
        @Override
        public void started(String id, long pid) {}

        @Override
        public void exited(WorkerExit exit) {}
    }

    // In the two processes

    static void count(int port, String kind) throws IOException {
        WordCounts counts = kind.equals(TUNED) ? WordCounts.tuned() : WordCounts.plain();
        try (ServerSocket listening = listen();
                Socket parent = new Socket(InetAddress.getLoopbackAddress(), port);
                PrintStream out = printer(parent)) {
            out.println(listening.getLocalPort());
            SocketLoop.count(listening, counts);
            out.println(CountLines.of(counts.counts()));
        }
    }

    static void split(int port, int wordsPort, long seed, long count) throws IOException {
        Sentences sentences = new Sentences(seed);
        try (Socket parent = new Socket(InetAddress.getLoopbackAddress(), port);
                PrintStream out = printer(parent)) {
            SocketLoop.split(sentences, count, wordsPort, out::println);
        }
    }

    private static ServerSocket listen() throws IOException {
        return new ServerSocket(0, 2, InetAddress.getLoopbackAddress());
    }

    private static PrintStream printer(Socket socket) throws IOException {
        return new PrintStream(socket.getOutputStream(), true, StandardCharsets.US_ASCII);
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    }
}
