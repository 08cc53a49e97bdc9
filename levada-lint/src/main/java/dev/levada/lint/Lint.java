package dev.levada.lint;

import dev.levada.api.graph.Definition;
import dev.levada.api.graph.Graph;
import dev.levada.api.graph.Operator;
import dev.levada.api.graph.Partitioning;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/**
 * Reads the byte code behind a topology for what a replay would not repeat: clocks, chance, threads, identity hashes,
 * static state, the world outside. Nothing of it is run.
 *
 * <p>It follows calls within the user's own classes, which are those in packages that begin with the same two names as
 * a function of the topology, and no further; sources and sinks of the user's own are not looked at, as the engine does
 * not repeat what they do.
 */
public final class Lint {
    private static final String CLASS = ".class";

    private final ClassFiles files = new ClassFiles();
    private final Map<Finding, List<String>> operators = new LinkedHashMap<>();
    private final Set<String> trusted = new TreeSet<>();
    private final Set<String> unseen = new TreeSet<>();

    private Lint() {}

    /** What the functions of a topology do that a replay may not repeat. */
    public static LintReport check(Graph graph) {
        Lint lint = new Lint();
        graph.operators().forEach(lint::check);
        return lint.report();
    }

    /**
     * The same of all functions in a jar, whether a topology uses them or not: classes that implement one, lambdas and
     * method references, annotated stages. Suppliers, reducers and viewers are only seen where they are JDK types made
     * in one of those.
     */
    public static LintReport check(Path jar) throws IOException {
        Lint lint = new Lint();
        OwnCode own = new OwnCode();
        MethodScan scan = new MethodScan(lint.files, own);
        try (URLClassLoader code = new URLClassLoader(new URL[] {jar.toUri().toURL()}, Lint.class.getClassLoader())) {
            new JarFunctions(lint.files, own, scan).look(code, classNames(jar));
            scan.walk().run();
        }
        scan.findings().forEach(finding -> lint.operators.put(finding, List.of()));
        lint.collect(jar.toString(), scan);
        return lint.report();
    }

    private static List<String> classNames(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.stream()
                    .map(ZipEntry::getName)
                    .filter(name ->
                            name.endsWith(CLASS) && !name.startsWith("META-INF/") && !name.equals("module-info.class"))
                    .map(name -> name.substring(0, name.length() - CLASS.length()))
                    .sorted()
                    .toList();
        }
    }

    private void check(Operator operator) {
        OwnCode own = new OwnCode();
        MethodScan scan = new MethodScan(files, own);
        Functions functions = new Functions(files, own, scan);
        if (operator.definition() instanceof Definition.Transform transform) {
            functions.look(transform.processors(), transform.writtenAt());
            transform.key().ifPresent(key -> functions.look(key, Optional.empty()));
        } else if (operator.definition() instanceof Definition.Call call) {
            // what it asks outside is not asked again in a replay, but where the answers go must be the same
            call.key().ifPresent(key -> functions.look(key, Optional.empty()));
        } else if (operator.definition() instanceof Definition.Read read) {
            if (OwnCode.isEngine(read.source().getClass().getName().replace('.', '/'))) {
                functions.look(
                        read.source(), Optional.empty()); // a generator's function is called again for the same index
            }
            read.eventTime().ifPresent(times -> functions.look(times.function(), Optional.empty()));
        }
        List<Operator.Input> inputs = new ArrayList<>(operator.inputs());
        inputs.addAll(operator.feedback());
        for (Operator.Input input : inputs) {
            if (input.partitioning() instanceof Partitioning.ByKey byKey) {
                functions.look(byKey.key(), Optional.empty());
            }
        }
        scan.walk().run();
        scan.findings()
                .forEach(finding -> operators
                        .computeIfAbsent(finding, any -> new ArrayList<>())
                        .add(operator.name()));
        collect(operator.name(), scan);
        unseen.addAll(functions.unseen());
    }

    private void collect(String whose, MethodScan scan) {
        trusted.addAll(scan.walk().trusted());
        if (scan.walk().isCut()) {
            unseen.add("methods beyond the first thousands that the functions of '%s' call".formatted(whose));
        }
    }

    private LintReport report() {
        List<Finding> findings = new ArrayList<>();
        operators.forEach((finding, names) -> findings.add(new Finding(
                finding.severity(),
                finding.hazard(),
                names,
                finding.className(),
                finding.method(),
                finding.file(),
                finding.line(),
                finding.deed())));
        findings.sort(Comparator.comparing(Finding::severity)
                .thenComparing(Finding::file)
                .thenComparingInt(Finding::line)
                .thenComparing(Finding::deed));
        unseen.addAll(files.unreadable());
        return new LintReport(findings, List.copyOf(trusted), List.copyOf(unseen));
    }
}
