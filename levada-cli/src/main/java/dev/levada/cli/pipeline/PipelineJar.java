package dev.levada.cli.pipeline;

import dev.levada.api.Parameters;
import dev.levada.api.Pipeline;
import dev.levada.cli.terminal.CommandException;
import dev.levada.node.text.Suggestion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/** The pipelines that a user's jar lists, in {@code META-INF/services} or in its module declaration. */
final class PipelineJar {
    private final Path jar;
    private final URLClassLoader code;
    private final ClassLoader before = Thread.currentThread().getContextClassLoader();

    private PipelineJar(Path jar, URLClassLoader code) {
        this.jar = jar;
        this.code = code;
    }

    /** @param name which one, or "" for the only one */
    static LoadedPipeline load(Path jar, String name, Parameters parameters) {
        PipelineJar opened = new PipelineJar(jar, classLoader(jar));
        try {
            Pipeline pipeline = opened.choose(name);
            Thread.currentThread().setContextClassLoader(opened.code);
            return LoadedTopology.of(pipeline, parameters, opened::close);
        } catch (RuntimeException | LinkageError e) {
            opened.close();
            throw e;
        }
    }

    private static URLClassLoader classLoader(Path jar) {
        try {
            return new URLClassLoader(new URL[] {jar.toUri().toURL()}, PipelineJar.class.getClassLoader());
        } catch (IOException e) {
            throw CommandException.badInput("jar '%s' has no address: %s".formatted(jar, e.getMessage()), e);
        }
    }

    private Pipeline choose(String name) {
        List<Pipeline> all = pipelines();
        List<String> names = all.stream().map(Pipeline::name).sorted().toList();
        if (all.isEmpty()) {
            throw CommandException.badInput(
                    "jar '%s' lists no pipeline; name its classes in META-INF/services/%s, one a line"
                            .formatted(jar, Pipeline.class.getName()));
        }
        if (name.isEmpty() && all.size() == 1) {
            return all.get(0);
        }
        return all.stream()
                .filter(pipeline -> pipeline.name().equals(name))
                .findFirst()
                .orElseThrow(() -> CommandException.badInput(
                        name.isEmpty()
                                ? "jar '%s' lists several pipelines; say which, as in %s#%s; there are %s"
                                        .formatted(jar, jar, names.get(0), String.join(", ", names))
                                : "jar '%s' lists no pipeline '%s'%s; there are %s"
                                        .formatted(
                                                jar,
                                                name,
                                                Suggestion.question(name, names),
                                                String.join(", ", names))));
    }

    private List<Pipeline> pipelines() {
        try {
            List<Pipeline> all = new ArrayList<>();
            ServiceLoader.load(Pipeline.class, code).stream()
                    .filter(provider -> provider.type().getClassLoader() == code)
                    .map(ServiceLoader.Provider::get)
                    .forEach(all::add);
            if (all.isEmpty()) {
                for (String className : declaredProviders()) {
                    all.add(code.loadClass(className)
                            .asSubclass(Pipeline.class)
                            .getConstructor()
                            .newInstance());
                }
            }
            return all;
        } catch (IOException | ReflectiveOperationException | ClassCastException | ServiceConfigurationError e) {
            throw CommandException.badInput("jar '%s' cannot be used: %s".formatted(jar, e.getMessage()), e);
        }
    }

    private List<String> declaredProviders() throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            ZipEntry declaration = file.getEntry("module-info.class");
            if (declaration == null) {
                return List.of();
            }
            try (InputStream in = file.getInputStream(declaration)) {
                return ModuleDescriptor.read(in).provides().stream()
                        .filter(provides -> provides.service().equals(Pipeline.class.getName()))
                        .flatMap(provides -> provides.providers().stream())
                        .toList();
            }
        }
    }

    private void close() {
        Thread.currentThread().setContextClassLoader(before);
        try {
            code.close();
        } catch (IOException e) {
            throw new UncheckedIOException("jar '%s' cannot be closed: %s".formatted(jar, e.getMessage()), e);
        }
    }
}
