package dev.levada.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PipelineJarTest {
    private static final String SERVICES = "META-INF/services/dev.levada.api.Pipeline";

    @TempDir
    Path directory;

    @Test
    void runsThePipelineThatAJarLists() throws IOException {
        Path jar = jar(List.of("one"), SERVICES, "mine.One\n");

        assertThat(Outcome.of("run", jar)).isEqualTo(new Outcome(0, "one\n", ""));
        assertThat(Outcome.of("validate", jar).out()).startsWith("ok: one");
    }

    @Test
    void asksWhichOfSeveral() throws IOException {
        Path jar = jar(List.of("one", "two"), SERVICES, "mine.One\nmine.Two\n");

        Outcome unnamed = Outcome.of("run", jar);
        assertThat(unnamed.code()).isEqualTo(2);
        assertThat(unnamed.err()).contains(jar + "#one").contains("one, two");
        assertThat(Outcome.of("run", jar + "#two").out()).isEqualTo("two\n");
        assertThat(Outcome.of("run", jar + "#tow").err()).contains("did you mean 'two'?");
    }

    @Test
    void readsTheModuleDeclarationOfAJarWithoutServices() throws IOException {
        Files.writeString(directory.resolve("module-info.java"), """
                module mine {
                    requires dev.levada.api;
                    provides dev.levada.api.Pipeline with mine.One;
                }
                """);

        assertThat(Outcome.of("run", jar(List.of("one"), "readme.txt", "")).out())
                .isEqualTo("one\n");
    }

    @Test
    void saysWhatAJarLacks() throws IOException {
        Outcome empty = Outcome.of("run", jar(List.of("one"), "readme.txt", ""));
        assertThat(empty.code()).isEqualTo(2);
        assertThat(empty.err()).contains("lists no pipeline", SERVICES);

        Outcome wrong = Outcome.of("run", jar(List.of("one"), SERVICES, "mine.None\n"));
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).contains("cannot be used");
    }

    private Path jar(List<String> names, String entry, String text) throws IOException {
        for (String name : names) {
            Files.writeString(directory.resolve(className(name) + ".java"), source(name));
        }
        Path classes = Files.createDirectories(directory.resolve("classes"));
        compile(classes);
        Path jar = directory.resolve("app.jar");
        try (OutputStream out = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(out);
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                zip.putNextEntry(new ZipEntry(classes.relativize(file).toString()));
                Files.copy(file, zip);
            }
            zip.putNextEntry(new ZipEntry(entry));
            zip.write(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        return jar;
    }

    private void compile(Path classes) throws IOException {
        String path = TestClassPath.text();
        try (Stream<Path> files = Files.list(directory)) {
            List<String> args = Stream.concat(
                            Stream.of(
                                    "-proc:none", "-d", classes.toString(), "-cp", path, "-p", TestClassPath.modules()),
                            files.map(Path::toString).filter(file -> file.endsWith(".java")))
                    .toList();
            int failed = ToolProvider.getSystemJavaCompiler().run(null, null, null, args.toArray(String[]::new));
            assertThat(failed).isZero();
        }
    }

    private static String className(String name) {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    private static String source(String name) {
        return """
                package mine;
                public final class %s implements dev.levada.api.Pipeline {
                    public String name() { return "%s"; }
                    public String description() { return "says %s"; }
                    public dev.levada.api.Topology build(dev.levada.api.Parameters parameters) {
                        var topology = dev.levada.api.Topology.named(name());
                        topology.from(dev.levada.api.Sources.of(name()));
                        return topology;
                    }
                }
                """.formatted(className(name), name, name);
    }
}
