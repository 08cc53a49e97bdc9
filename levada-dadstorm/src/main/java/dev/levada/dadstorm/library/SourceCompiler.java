package dev.levada.dadstorm.library;

import dev.levada.dadstorm.language.Problem;
import dev.levada.dadstorm.language.SourcePosition;
import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** Makes a library of a single Java source, in memory. The source sees the JDK and itself. */
final class SourceCompiler {
    private static final List<String> OPTIONS = List.of("-proc:none", "-Xlint:none", "-parameters");

    private final String name;
    private final Path source;
    private final Consumer<Problem> problems;

    SourceCompiler(String name, Path source, Consumer<Problem> problems) {
        this.name = name;
        this.source = source;
        this.problems = problems;
    }

    /**
     * Returns nothing if it does not compile, which is then told at its places in the source.
     *
     * @param usedAt where the library is named
     */
    Optional<Library> compile(SourcePosition usedAt) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            tell(
                    usedAt,
                    "library '%s' is a Java source, and this Java runtime has no compiler".formatted(name),
                    "run with a JDK, or compile %s into a jar".formatted(source));
            return Optional.empty();
        }
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        try (StandardJavaFileManager files =
                compiler.getStandardFileManager(diagnostics, Locale.ROOT, StandardCharsets.UTF_8)) {
            files.setLocationFromPaths(StandardLocation.CLASS_PATH, List.of());
            CompiledClasses classes = new CompiledClasses(files);
            boolean compiled = compiler.getTask(
                            null, classes, diagnostics, OPTIONS, null, List.of(new SourceText(source)))
                    .call();
            if (!compiled) {
                diagnostics.getDiagnostics().forEach(diagnostic -> tell(diagnostic, usedAt));
                return Optional.empty();
            }
            return Optional.of(new Library(name, classes.loader(directory()), new TreeSet<>(classes.names())));
        }
    }

    private URL directory() throws IOException {
        return source.toAbsolutePath().resolveSibling("").toUri().toURL();
    }

    private void tell(Diagnostic<?> diagnostic, SourcePosition usedAt) {
        if (diagnostic.getKind() == Diagnostic.Kind.ERROR) {
            boolean placed = diagnostic.getLineNumber() > 0 && diagnostic.getColumnNumber() > 0;
            tell(
                    placed
                            ? new SourcePosition(source.toString(), (int) diagnostic.getLineNumber(), (int)
                                    diagnostic.getColumnNumber())
                            : usedAt,
                    "library '%s' does not compile: %s"
                            .formatted(
                                    name,
                                    diagnostic
                                            .getMessage(Locale.ENGLISH)
                                            .strip()
                                            .replaceAll("\\s+", " ")),
                    "");
        }
    }

    private void tell(SourcePosition position, String message, String remedy) {
        problems.accept(new Problem(position, Problem.Severity.ERROR, message, remedy));
    }
}
