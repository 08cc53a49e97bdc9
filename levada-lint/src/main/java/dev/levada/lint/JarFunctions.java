package dev.levada.lint;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.objectweb.asm.tree.MethodNode;

/** Finds the functions in a heap of classes, without a topology that says which are used. */
final class JarFunctions {
    private static final Set<String> FUNCTIONS = Set.of(
            "dev/levada/api/operator/Processor",
            "dev/levada/api/operator/Aggregator",
            "dev/levada/api/operator/EventTimeFunction",
            "dev/levada/api/operator/Mapper",
            "dev/levada/api/operator/FlatMapper",
            "dev/levada/api/operator/Condition");
    private static final String STAGE = "Ldev/levada/api/annotation/Stage;";

    private final ClassFiles files;
    private final OwnCode own;
    private final MethodScan scan;

    JarFunctions(ClassFiles files, OwnCode own, MethodScan scan) {
        this.files = files;
        this.own = own;
        this.scan = scan;
    }

    /** Looks at those that implement a function, or hold a lambda or a stage. */
    void look(ClassLoader loader, List<String> internalNames) {
        List<ClassFile> holders = new ArrayList<>();
        for (String name : internalNames) {
            if (!OwnCode.isEngine(name)) {
                files.find(loader, name).filter(this::holdsFunctions).ifPresent(holders::add);
            }
        }
        holders.forEach(file -> own.add(file.name()));
        holders.forEach(this::look);
    }

    private boolean holdsFunctions(ClassFile file) {
        return isFunction(file)
                || file.node().methods.stream()
                        .anyMatch(method -> isStage(method) || !sites(method).isEmpty());
    }

    private void look(ClassFile file) {
        if (isFunction(file) && file.isConcrete()) {
            scan.walk().make(file);
        }
        for (MethodNode method : file.node().methods) {
            if (isStage(method)) {
                scan.walk().make(file);
                scan.walk().reach(file, method);
            }
            sites(method).forEach(site -> scan.readFunction(site, new Reached(file, method)));
        }
    }

    private boolean isFunction(ClassFile file) {
        List<ClassFile> open = new ArrayList<>(List.of(file));
        Set<String> seen = new LinkedHashSet<>();
        while (!open.isEmpty()) {
            ClassFile each = open.remove(open.size() - 1);
            if (!seen.add(each.name())) {
                continue;
            }
            if (each.supers().stream().anyMatch(FUNCTIONS::contains)) {
                return true;
            }
            each.supers().stream()
                    .filter(name -> !name.startsWith("java/"))
                    .map(name -> files.find(each.loader(), name))
                    .flatMap(Optional::stream)
                    .forEach(open::add);
        }
        return false;
    }

    private static boolean isStage(MethodNode method) {
        return method.visibleAnnotations != null
                && method.visibleAnnotations.stream().anyMatch(annotation -> annotation.desc.equals(STAGE));
    }

    private static List<LambdaSite> sites(MethodNode method) {
        return LambdaSite.in(method).stream()
                .filter(site -> FUNCTIONS.contains(site.functionalInterface()))
                .toList();
    }
}
