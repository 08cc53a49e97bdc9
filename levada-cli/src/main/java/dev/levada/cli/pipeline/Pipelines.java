package dev.levada.cli.pipeline;

import dev.levada.api.Pipeline;
import dev.levada.cli.terminal.CommandException;
import dev.levada.node.text.Suggestion;
import dev.levada.yaml.YamlPipeline;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceLoader;

/** Finds the pipeline that a user names. */
public final class Pipelines {

    private Pipelines() {}

    /** The examples that come along. */
    public static List<Pipeline> bundled() {
        return ServiceLoader.load(Pipeline.class, Pipelines.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }

    /**
     * Reads a pipeline. The name of a bundled example goes before a file of that name, which {@code ./NAME} gets.
     *
     * @throws CommandException if there is none
     */
    public static LoadedPipeline load(PipelineArguments arguments) {
        String name = arguments
                .pipeline()
                .orElseThrow(() -> CommandException.badInput(
                        "PIPELINE is missing; name a pipeline file, a DADSTORM configuration, a jar or a bundled example before the"
                                + " options ('levada run --list' shows the examples)"));
        Optional<Pipeline> example = example(name);
        if (example.isPresent()) {
            return LoadedTopology.of(example.get(), arguments.parameters(), () -> {});
        }
        int mark = name.lastIndexOf('#');
        String file = mark < 0 ? name : name.substring(0, mark);
        if (file.toLowerCase(Locale.ROOT).endsWith(".jar")) {
            return PipelineJar.load(existing(file), mark < 0 ? "" : name.substring(mark + 1), arguments.parameters());
        }
        if (YamlPipeline.isOne(name)) {
            return LoadedTopology.of(YamlPipeline.load(existing(name), arguments.variables()));
        }
        return configuration(name, arguments.dadstorm());
    }

    /** Reads a configuration. */
    public static LoadedConfiguration configuration(String file, DadstormArguments arguments) {
        return new LoadedConfiguration(existing(file), arguments);
    }

    private static Optional<Pipeline> example(String name) {
        return bundled().stream()
                .filter(pipeline -> pipeline.name().equals(name))
                .findFirst();
    }

    private static Path existing(String file) {
        Path path = path(file);
        if (Files.isDirectory(path)) {
            throw CommandException.badInput(
                    "pipeline '%s' is a directory; name the configuration or the jar in it".formatted(file));
        }
        if (!Files.exists(path)) {
            throw CommandException.badInput(unknown(file));
        }
        if (!Files.isReadable(path)) {
            throw CommandException.badInput("pipeline '%s' may not be read by user '%s'; change its permissions"
                    .formatted(file, System.getProperty("user.name")));
        }
        return path;
    }

    private static Path path(String file) {
        try {
            return Path.of(file);
        } catch (InvalidPathException e) {
            throw CommandException.badInput("pipeline '%s' is no name of a file: %s".formatted(file, e.getReason()), e);
        }
    }

    private static String unknown(String name) {
        List<String> names = bundled().stream().map(Pipeline::name).sorted().toList();
        String examples = names.isEmpty() ? "there are none" : "there are " + String.join(", ", names);
        return "pipeline '%s' is neither a file nor a bundled example%s; of examples %s"
                .formatted(name, Suggestion.question(name, names), examples);
    }
}
