package dev.levada.bench;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The main program of an {@link EngineProcess}. */
public final class EngineMain {
    private static final long STUCK_SECONDS = 5;

    private EngineMain() {}

    /** The label of the engine. Ends with its input, also when a load is stuck then. */
    public static void main(String[] args) throws Exception {
        EmbeddedEngine engine = (EmbeddedEngine) MatrixBench.engine(args[0]);
        ExecutorService loads = Executors.newSingleThreadExecutor();
        take(engine, loads);
        loads.shutdown();
        if (!loads.awaitTermination(STUCK_SECONDS, TimeUnit.SECONDS)) {
            Runtime.getRuntime().halt(1); // whoever gave it has gone
        }
        engine.stop();
        System.exit(0);
    }

    private static void take(EmbeddedEngine engine, ExecutorService loads) throws IOException {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        Consumer<String> told = line -> out.println(EngineProcess.SAID + line);
        Map<String, Texts> texts = new HashMap<>();
        try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            String line = in.readLine();
            while (line != null) {
                List<String> words = Arrays.asList(line.split(" "));
                LoadJob job = LoadJob.read(words.subList(1, words.size()));
                Texts lines = texts.computeIfAbsent(job.code(), any -> new Texts(job.application(), job.seed()));
                boolean exactlyOnce = Boolean.parseBoolean(words.get(0));
                loads.execute(() -> run(engine, job, lines, exactlyOnce, told));
                line = in.readLine();
            }
        }
    }

    private static void run(
            EmbeddedEngine engine, LoadJob job, Texts lines, boolean exactlyOnce, Consumer<String> told) {
        try {
            lines.make(job.count());
            Optional<Origins> origins = job.isPaced() ? Origins.of(job.code(), lines, job.count()) : Optional.empty();
            engine.run(new Load(job.startingIn(engine.startSeconds(0)), lines, origins, told, exactlyOnce));
            told.accept(EngineProcess.DONE);
        } catch (Exception | Error e) {
            told.accept(EngineProcess.FAILED + e.toString().replace('\n', ' '));
        }
    }
}
