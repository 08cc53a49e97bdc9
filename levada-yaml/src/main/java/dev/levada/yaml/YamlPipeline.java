package dev.levada.yaml;

import dev.levada.api.Topology;
import dev.levada.api.recovery.Guarantee;
import dev.levada.api.recovery.Recovery;
import dev.levada.yaml.text.Code;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * A pipeline that is a file.
 *
 * <pre>{@code
 * name: hot
 * sources:
 *   readings: { csv: { path: sensors.csv, type: { sensor: int, celsius: double } } }
 * steps:
 *   - hot: { from: readings, filter: celsius > 30 }
 * sinks:
 *   - out: { from: hot, csv: hot.csv }
 * }</pre>
 *
 * Closed when its job is over: its classes are loaded from jars that it names.
 */
public final class YamlPipeline implements AutoCloseable {
    private final Topology topology;
    private final JavaClasses classes;
    private final Optional<Guarantee> guarantee;
    private final Optional<Recovery> recovery;
    private final OptionalInt parallelism;

    private YamlPipeline(
            Topology topology,
            JavaClasses classes,
            Optional<Guarantee> guarantee,
            Optional<Recovery> recovery,
            OptionalInt parallelism) {
        this.topology = topology;
        this.classes = classes;
        this.guarantee = guarantee;
        this.recovery = recovery;
        this.parallelism = parallelism;
    }

    /** Whether a file is one, by its name. */
    public static boolean isOne(String file) {
        String lower = file.toLowerCase(java.util.Locale.ROOT);
        return lower.endsWith(".yaml") || lower.endsWith(".yml");
    }

    /**
     * Reads a file and all that it names, but for its input.
     *
     * @param variables what stands for {@code ${NAME}} in its texts
     * @throws YamlException with all that is wrong with it
     */
    public static YamlPipeline load(Path file, Map<String, String> variables) {
        Document document = new Document(file.toString(), text(file), variables);
        Optional<YamlPipeline> made = Optional.empty();
        try {
            made = Optional.of(made(document, document.part(Section.JOB, document.root()), file));
        } catch (SkippedException e) {
            // It is told with the others.
        }
        if (!document.problems().any()) {
            document.requireAllUsed();
        }
        if (document.problems().any()) {
            made.ifPresent(YamlPipeline::close);
            throw new YamlException(document.problems().all());
        }
        return made.orElseThrow();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("pipeline '%s' is not text in UTF-8; save it so".formatted(file), e);
        } catch (IOException e) {
            throw new IllegalArgumentException("pipeline '%s' cannot be read: %s".formatted(file, e), e);
        }
    }

    private static YamlPipeline made(Document document, Part job, Path file) {
        Path directory = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(Path.of("/"));
        Topology topology = Topology.named(job.text("name").orElseThrow());
        JavaClasses classes = classes(document, job, directory);
        Workshop workshop = new Workshop(document, classes, directory, topology);
        SourceMaker sources = new SourceMaker(workshop);
        document.entries(job.value("sources"), "'sources'")
                .forEach((key, node) ->
                        workshop.flows().add(key, key.getValue(), () -> sources.make(key.getValue(), node)));
        StepMaker steps = new StepMaker(workshop);
        listed(
                document,
                job,
                "steps",
                (key, node) -> workshop.flows().add(key, key.getValue(), () -> steps.make(key.getValue(), node)));
        workshop.loops().close();
        SinkMaker sinks = new SinkMaker(workshop);
        listed(
                document,
                job,
                "sinks",
                (key, node) -> workshop.flows().add(key, key.getValue(), () -> sinks.make(key.getValue(), node)));
        OptionalInt parallelism = job.number("parallelism", 1, 10_000).stream()
                .mapToInt(each -> (int) each)
                .findFirst();
        return new YamlPipeline(
                topology, classes, job.choice("guarantee").map(Guarantee::parse), workshop.recovery(job), parallelism);
    }

    private static JavaClasses classes(Document document, Part job, Path directory) {
        List<Path> paths = job.texts("classes").stream().map(directory::resolve).toList();
        try {
            return new JavaClasses(paths);
        } catch (IllegalArgumentException e) {
            throw document.refuse(job.value("classes"), Code.CLASS, String.valueOf(e.getMessage()));
        }
    }

    private interface Entry {
        void make(ScalarNode key, Node node);
    }

    /** A list of names, each with a part; in the order of the list. */
    private static void listed(Document document, Part job, String key, Entry entry) {
        if (!job.has(key)) {
            return;
        }
        for (Node each : document.list(job.value(key))) {
            try {
                document.entries(each, "each of '%s' has a name, which".formatted(key))
                        .forEach(entry::make);
            } catch (SkippedException e) {
                // It is told with the others.
            }
        }
    }

    /** The topology; streams that nobody reads are open. */
    public Topology topology() {
        return topology;
    }

    /** What must hold whatever fails, if the file says so. */
    public Optional<Guarantee> guarantee() {
        return guarantee;
    }

    /** How steps recover that say nothing themselves, if the file says so. */
    public Optional<Recovery> recovery() {
        return recovery;
    }

    /** How many tasks steps have that say nothing themselves, if the file says so. */
    public OptionalInt parallelism() {
        return parallelism;
    }

    @Override
    public void close() {
        classes.close();
    }
}
