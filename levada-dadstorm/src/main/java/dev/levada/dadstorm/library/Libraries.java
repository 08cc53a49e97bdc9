package dev.levada.dadstorm.library;

import dev.levada.dadstorm.file.SearchPath;
import dev.levada.dadstorm.language.OperatorSpec;
import dev.levada.dadstorm.language.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Finds the libraries of a configuration and the methods in them; each library is opened once. */
public final class Libraries {
    private static final String JAR = ".jar";
    private static final String SOURCE = ".java";

    private final SearchPath searchPath;
    private final Map<String, Path> given;
    private final Consumer<Problem> problems;
    private final Map<Path, Optional<Library>> opened = new HashMap<>();

    /**
     * @param given where libraries are, by the name as typed, its file name, or that without the extension
     * @param problems told what is not found, or not fit
     */
    public Libraries(SearchPath searchPath, Map<String, Path> given, Consumer<Problem> problems) {
        this.searchPath = searchPath;
        this.given = given;
        this.problems = problems;
    }

    /** Returns nothing if there is no such method, which is then told. */
    public Optional<CustomCode> find(OperatorSpec.Custom spec) {
        Optional<Path> path = given(spec).or(() -> searched(spec));
        if (path.isEmpty()) {
            tell(
                    spec,
                    "library '%s' is not found: looked in %s".formatted(spec.library(), searchPath),
                    "put %1$s.jar, a directory %1$s with classes, or %1$s.java there, or add --lib %2$s=PATH"
                            .formatted(baseName(spec), spec.library()));
            return Optional.empty();
        }
        if (!isLibrary(path.get())) {
            tell(
                    spec,
                    "library '%s' cannot be %s".formatted(spec.library(), path.get()),
                    "name a jar, a directory of classes or a .java file that is there");
            return Optional.empty();
        }
        // Not computeIfAbsent: what is told of a library that does not open is told once.
        Optional<Library> library = opened.get(path.get());
        if (library == null) {
            library = open(spec, path.get());
            opened.put(path.get(), library);
        }
        return library.flatMap(found -> new MethodFinder(found, spec, problems).find());
    }

    private Optional<Path> given(OperatorSpec.Custom spec) {
        for (String name : List.of(spec.library(), fileName(spec), baseName(spec))) {
            Path path = given.get(name);
            if (path != null) {
                return Optional.of(path);
            }
        }
        return Optional.empty();
    }

    private Optional<Path> searched(OperatorSpec.Custom spec) {
        Set<String> names = new LinkedHashSet<>();
        if (spec.library().endsWith(JAR) || spec.library().endsWith(SOURCE)) {
            names.add(spec.library());
        }
        for (String base : List.of(withoutExtension(spec.library()), baseName(spec))) {
            names.addAll(List.of(base + JAR, base, base + SOURCE));
        }
        return searchPath.find(new ArrayList<>(names), Libraries::isLibrary);
    }

    private Optional<Library> open(OperatorSpec.Custom spec, Path path) {
        try {
            return path.toString().endsWith(SOURCE)
                    ? new SourceCompiler(spec.library(), path, problems).compile(spec.position())
                    : Optional.of(LibraryReader.read(spec.library(), path));
        } catch (IOException e) {
            tell(
                    spec,
                    "library '%s' cannot be read from %s: %s".formatted(spec.library(), path, e.getMessage()),
                    "is it a jar, a directory of classes or a Java source?");
            return Optional.empty();
        }
    }

    private static boolean isLibrary(Path path) {
        String name = path.toString();
        return Files.isDirectory(path) || ((name.endsWith(JAR) || name.endsWith(SOURCE)) && Files.isRegularFile(path));
    }

    private static String fileName(OperatorSpec.Custom spec) {
        String typed = spec.library();
        return typed.substring(1 + Math.max(typed.lastIndexOf('/'), typed.lastIndexOf('\\')));
    }

    private static String baseName(OperatorSpec.Custom spec) {
        return withoutExtension(fileName(spec));
    }

    private static String withoutExtension(String name) {
        int dot = name.lastIndexOf('.');
        boolean inFileName = dot > 1 + Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\'));
        return inFileName ? name.substring(0, dot) : name;
    }

    private void tell(OperatorSpec.Custom spec, String message, String remedy) {
        problems.accept(new Problem(spec.position(), Problem.Severity.ERROR, message, remedy));
    }
}
