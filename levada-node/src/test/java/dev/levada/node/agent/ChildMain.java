package dev.levada.node.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the workers of these tests do. Each says "ready" once it holds its lifeline. */
public final class ChildMain {
    private static final CountDownLatch NEVER = new CountDownLatch(1);

    private ChildMain() {}

    /** Does what the first argument says. */
    public static void main(String[] args) throws Exception {
        Secret secret = Lifeline.attach();
        System.out.println("ready");
        switch (args[0]) {
            case "wait" -> await();
            case "exit" -> System.exit(Integer.parseInt(args[1]));
            case "tell" -> tell(secret);
            case "print" -> print(Integer.parseInt(args[1]));
            case "exhaust" -> exhaust();
            case "hang" -> hang();
            case "agent" -> serve(Path.of(args[1]), args[2].equals("frozen"));
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    private static void await() throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("farewell")));
        System.out.println("waiting");
        NEVER.await();
    }

    private static void tell(Secret secret) throws IOException {
        System.out.println("secret " + HexFormat.of().formatHex(secret.bytes()));
        System.out.println("command " + commandLine());
        System.out.println("environment " + System.getenv());
        System.out.println("directory " + Path.of("").toAbsolutePath());
        System.out.println("filter " + System.getProperty("jdk.serialFilter"));
        System.out.println("heap " + (Runtime.getRuntime().maxMemory() >> 20));
        System.err.println("on the other stream");
    }

    private static void print(int lines) {
        for (int i = 1; i <= lines; i++) {
            System.out.println("line " + i);
        }
    }

    private static void exhaust() {
        List<byte[]> kept = new ArrayList<>();
        while (!kept.contains(new byte[0])) {
            kept.add(new byte[1 << 20]);
        }
    }

    /** Not even the end of the JVM, asked for politely, comes to an end. */
    private static void hang() {
        Runnable loop = () -> {
            while (NEVER.getCount() > 0) {
                Thread.onSpinWait();
            }
        };
        Runtime.getRuntime().addShutdownHook(new Thread(loop));
        System.out.println("hanging");
        loop.run();
    }

    /** An agent in a process of its own, with one worker; the number of that is left in a file. */
    private static void serve(Path directory, boolean frozen) throws IOException, InterruptedException {
        Agent agent = Agent.open(directory.resolve("agent"), new Reports());
        WorkerLaunch launch = new WorkerLaunch(
                "inner", ChildMain.class.getName(), List.of("wait"), directory, Map.of(), 32, Secret.of(new byte[0]));
        long pid = agent.start(launch);
        Await.until(() -> agent.log("inner", 10).contains("ready"));
        if (frozen) {
            agent.freeze("inner");
        }
        Path fresh = directory.resolve("pid.part");
        Files.writeString(fresh, Long.toString(pid));
        Files.move(fresh, directory.resolve("pid"));
        NEVER.await();
    }

    /**
     * All of it, where what a process handle says is cut at the end of a page of memory; but for long words, which
     * would not fit on a line of the log.
     */
    private static String commandLine() throws IOException {
        Path whole = Path.of("/proc/self/cmdline");
        return Files.exists(whole)
                ? Stream.of(Files.readString(whole).split("\0", -1))
                        .filter(word -> word.length() < 100)
                        .collect(Collectors.joining(" "))
                : ProcessHandle.current().info().commandLine().orElse("");
    }
}
