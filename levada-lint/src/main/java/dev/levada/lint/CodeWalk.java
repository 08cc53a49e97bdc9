package dev.levada.lint;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.MethodNode;

/**
 * Finds the methods that the functions of one operator may call: those they name, and for calls by interface or
 * superclass those of all own classes that are made somewhere on the way.
 */
final class CodeWalk {
    private static final int MAX_METHODS = 20_000;
    /** What the engine calls apart from a replay, or does not call again in one. */
    private static final List<String> NOT_REPEATED = List.of(
            "dev/levada/api/Pipeline",
            "dev/levada/api/operator/ExternalCall",
            "dev/levada/api/connector/Source",
            "dev/levada/api/connector/SourceReader",
            "dev/levada/api/connector/Sink",
            "dev/levada/api/connector/SinkWriter");

    private final ClassFiles files;
    private final OwnCode own;
    private final Consumer<Reached> visitor;
    private final Set<Reached> reached = new LinkedHashSet<>();
    private final Deque<Reached> waiting = new ArrayDeque<>();
    private final Map<String, ClassFile> live = new LinkedHashMap<>();
    private final Set<VirtualCall> calls = new LinkedHashSet<>();
    private final Set<String> trusted = new TreeSet<>();
    private boolean cut;

    private record VirtualCall(String owner, String name, String descriptor) {}

    /** @param visitor is told of each method, once; tells this what the method calls */
    CodeWalk(ClassFiles files, OwnCode own, Consumer<Reached> visitor) {
        this.files = files;
        this.own = own;
        this.visitor = visitor;
    }

    /** Visits all that was reached, and what that reaches. */
    void run() {
        while (!waiting.isEmpty()) {
            visitor.accept(waiting.remove());
        }
    }

    /** What was taken on trust, a line each. */
    Set<String> trusted() {
        return trusted;
    }

    /** Whether there was so much code that not all of it was visited. */
    boolean isCut() {
        return cut;
    }

    /** A class as another one sees it, if it is the user's own. */
    Optional<ClassFile> find(ClassFile from, String internalName) {
        return own.has(internalName) ? files.find(from.loader(), internalName) : Optional.empty();
    }

    /** A method is called, unless it is taken on trust. */
    void reach(ClassFile file, MethodNode method) {
        if ((method.access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) != 0 || isTrusted(file, method)) {
            return;
        }
        Reached next = new Reached(file, method);
        if (reached.size() >= MAX_METHODS) {
            cut = true;
        } else if (reached.add(next)) {
            waiting.add(next);
        }
    }

    /** Whether a method is taken on trust, which is noted. */
    boolean isTrusted(ClassFile file, MethodNode method) {
        Optional<String> reason = ClassFile.assumed(method);
        if (reason.isPresent()) {
            trusted.add("%s.%s: %s".formatted(file.title(), new Reached(file, method).title(), reason.get()));
        }
        return reason.isPresent() || isTrusted(file);
    }

    private boolean isTrusted(ClassFile file) {
        Optional<String> reason = file.assumed();
        reason.ifPresent(why -> trusted.add("%s: %s".formatted(file.title(), why)));
        return reason.isPresent();
    }

    /** Whether what is done to a static field is taken on trust, which is noted. */
    boolean isTrustedField(ClassFile from, String owner, String name) {
        Optional<ClassFile> file = find(from, owner);
        Optional<String> reason = file.flatMap(each -> each.assumedField(name));
        reason.ifPresent(why -> trusted.add("%s.%s: %s".formatted(owner.replace('/', '.'), name, why)));
        return reason.isPresent();
    }

    /** A method is called by its name; who has it is found among the own classes. */
    void call(ClassFile from, boolean virtual, String owner, String name, String descriptor) {
        find(from, owner).ifPresent(file -> {
            initialize(file);
            resolve(file, name, descriptor).ifPresent(found -> reach(found.file(), found.method()));
            if (virtual && calls.add(new VirtualCall(owner, name, descriptor))) {
                for (ClassFile each : List.copyOf(live.values())) {
                    if (ownSupers(each).contains(owner)) {
                        resolve(each, name, descriptor).ifPresent(found -> reach(found.file(), found.method()));
                    }
                }
            }
        });
    }

    /** A lambda or a method reference is made: what is behind it will be called. */
    void handle(ClassFile from, Handle handle) {
        if (handle.getTag() == Opcodes.H_NEWINVOKESPECIAL) {
            make(from, handle.getOwner());
        }
        boolean virtual = handle.getTag() == Opcodes.H_INVOKEVIRTUAL || handle.getTag() == Opcodes.H_INVOKEINTERFACE;
        call(from, virtual, handle.getOwner(), handle.getName(), handle.getDesc());
    }

    /** An object of a class is made: whoever gets it may call the methods that it has from elsewhere. */
    void make(ClassFile from, String internalName) {
        find(from, internalName).ifPresent(this::make);
    }

    void make(ClassFile file) {
        if (live.putIfAbsent(file.name(), file) != null) {
            return;
        }
        initialize(file);
        Set<String> supers = ownSupers(file);
        Set<String> known = new LinkedHashSet<>();
        for (String each : supers) {
            find(file, each).ifPresent(one -> foreignMethods(one, known));
        }
        known.forEach(method -> reachNamed(file, method));
        for (VirtualCall call : List.copyOf(calls)) {
            if (supers.contains(call.owner())) {
                reachNamed(file, call.name() + call.descriptor());
            }
        }
    }

    private void reachNamed(ClassFile file, String method) {
        int split = method.indexOf('(');
        resolve(file, method.substring(0, split), method.substring(split))
                .ifPresent(found -> reach(found.file(), found.method()));
    }

    /** The static initializer runs when the class is first used. */
    void initialize(ClassFile file) {
        file.method("<clinit>", "()V").ifPresent(method -> reach(file, method));
    }

    void initialize(ClassFile from, String owner) {
        find(from, owner).ifPresent(this::initialize);
    }

    /** The method that a call on an object of this class ends at, if it is in an own class. */
    Optional<Reached> resolve(ClassFile file, String name, String descriptor) {
        Optional<MethodNode> here = file.method(name, descriptor);
        if (here.isPresent()) {
            return Optional.of(new Reached(file, here.get()));
        }
        return file.supers().stream()
                .flatMap(each -> find(file, each).stream())
                .flatMap(each -> resolve(each, name, descriptor).stream())
                .findFirst();
    }

    /** The class where a call leaves the own classes: the owner itself if that is none of them. */
    String foreignOwner(ClassFile from, String owner) {
        Optional<ClassFile> file = find(from, owner);
        return file.isEmpty() || file.get().node().superName == null
                ? owner
                : foreignOwner(file.get(), file.get().node().superName);
    }

    /** A class and all above it that are the user's own. */
    private Set<String> ownSupers(ClassFile file) {
        Set<String> all = new LinkedHashSet<>();
        Deque<ClassFile> open = new ArrayDeque<>(List.of(file));
        while (!open.isEmpty()) {
            ClassFile each = open.remove();
            if (all.add(each.name())) {
                each.supers().forEach(name -> find(each, name).ifPresent(open::add));
            }
        }
        return all;
    }

    /** The methods that a class has from supertypes that are not the user's own, by name and descriptor. */
    private void foreignMethods(ClassFile file, Set<String> into) {
        List<String> open = new ArrayList<>(file.supers());
        Set<String> seen = new LinkedHashSet<>();
        while (!open.isEmpty()) {
            String name = open.remove(open.size() - 1);
            if (own.has(name) || NOT_REPEATED.contains(name) || !seen.add(name)) {
                continue;
            }
            files.find(file.loader(), name).ifPresent(foreign -> {
                foreign.node().methods.stream()
                        .filter(CodeWalk::isInherited)
                        .forEach(method -> into.add(method.name + method.desc));
                open.addAll(foreign.supers());
            });
        }
    }

    private static boolean isInherited(MethodNode method) {
        return (method.access & (Opcodes.ACC_STATIC | Opcodes.ACC_PRIVATE)) == 0 && !method.name.startsWith("<");
    }

    /** Whether an object made here is handed to the engine for a call that is not made again. */
    static boolean isNotRepeated(String functionalInterface) {
        return NOT_REPEATED.contains(functionalInterface);
    }
}
