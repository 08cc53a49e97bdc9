package dev.levada.processor;

import dev.levada.api.annotation.ToStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Sources from memory, compiled into a directory. */
record Compilation(Path classes, List<JavaFileObject> sources) {

    static Compilation of(Path classes, String fileName, String source) {
        return new Compilation(classes, List.of(new Source(fileName, source)));
    }

    Compilation with(String fileName, String source) {
        List<JavaFileObject> all = new ArrayList<>(sources);
        all.add(new Source(fileName, source));
        return new Compilation(classes, all);
    }

    /** Where the library's classes are. */
    static Path library() {
        return home(ToStream.class);
    }

    /** Where the processor's classes are, with what registers it. */
    static Path processor() {
        return home(PipelineProcessor.class);
    }

    private static Path home(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException malformed) {
            throw new IllegalStateException("the place of %s is no URI".formatted(type), malformed);
        }
    }

    /** The compiler's errors with the processor at work, as {@code line: message}. */
    List<String> check() {
        return errors(
                List.of(new PipelineProcessor()),
                List.of("-classpath", library().toString()));
    }

    /** Compiles without the processor; there must be no error. */
    void compile(String... options) {
        List<String> errors = errors(
                List.of(),
                Stream.concat(Stream.of("-proc:none"), Stream.of(options)).toList());
        if (!errors.isEmpty()) {
            throw new AssertionError("does not compile: " + errors);
        }
    }

    /** An object of a class that was compiled. */
    Object instance(String className) throws ReflectiveOperationException {
        try {
            URL[] urls = {classes.toUri().toURL()};
            Class<?> type = Class.forName(className, true, new URLClassLoader(urls, ToStream.class.getClassLoader()));
            var constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (IOException thrown) {
            throw new UncheckedIOException("a directory has no address", thrown);
        }
    }

    List<String> errors(List<PipelineProcessor> processors, List<String> options) {
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> all = Stream.concat(options.stream(), Stream.of("-d", classes.toString(), "--release", "17"))
                .toList();
        JavaCompiler.CompilationTask task = compiler.getTask(null, null, diagnostics, all, null, sources);
        if (!processors.isEmpty()) {
            task.setProcessors(processors);
        }
        task.call();
        return diagnostics.getDiagnostics().stream()
                .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
                .map(diagnostic -> diagnostic.getLineNumber() + ": " + diagnostic.getMessage(Locale.ROOT))
                .toList();
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String fileName, String text) {
            super(URI.create("memory:///" + fileName), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
