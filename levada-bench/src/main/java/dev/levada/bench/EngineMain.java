package dev.levada.bench;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The main program of an {@link EngineProcess}. */
public final class EngineMain {

    private EngineMain() {}

    /** The label of the engine. Ends with its input. */
    public static void main(String[] args) throws Exception {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        Consumer<String> told = line -> out.println(EngineProcess.SAID + line);
        EmbeddedEngine engine = (EmbeddedEngine) MatrixBench.engine(args[0]);
        Map<String, Texts> texts = new HashMap<>();
        try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            String line = in.readLine();
            while (line != null) {
                List<String> words = Arrays.asList(line.split(" "));
                LoadJob job = LoadJob.read(words.subList(1, words.size()));
                Texts lines = texts.computeIfAbsent(job.code(), any -> new Texts(job.application(), job.seed()));
                run(engine, job, lines, Boolean.parseBoolean(words.get(0)), told);
                line = in.readLine();
            }
        }
        engine.stop();
        System.exit(0);
    }

    private static void run(
            EmbeddedEngine engine, LoadJob job, Texts lines, boolean exactlyOnce, Consumer<String> told) {
        lines.make(job.count());
        Optional<Origins> origins = job.isPaced() ? Origins.of(job.code(), lines, job.count()) : Optional.empty();
        try {
            engine.run(new Load(job.startingIn(engine.startSeconds(0)), lines, origins, told, exactlyOnce));
            told.accept(EngineProcess.DONE);
        } catch (Exception e) {
            told.accept(EngineProcess.FAILED + e.toString().replace('\n', ' '));
        }
    }
}
