package dev.levada.lint;

import dev.levada.lint.Finding.Severity;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;

/** Reads the code of methods: tells the walk what they call, and keeps what must not be there. */
final class MethodScan {
    private final CodeWalk walk;
    private final HashOrder hashOrder = new HashOrder();
    private final Set<Finding> findings = new LinkedHashSet<>();

    MethodScan(ClassFiles files, OwnCode own) {
        this.walk = new CodeWalk(files, own, this::read);
    }

    CodeWalk walk() {
        return walk;
    }

    /** What was found so far, without the names of operators. */
    Set<Finding> findings() {
        return findings;
    }

    private void read(Reached place) {
        DataFlow flow = new DataFlow(place.file().name(), place.method());
        int line = 0;
        for (AbstractInsnNode each : place.method().instructions) {
            if (each instanceof LineNumberNode number) {
                line = number.line;
            } else if (each instanceof MethodInsnNode call) {
                read(call, place, flow, line);
            } else if (each instanceof InvokeDynamicInsnNode lambda && LambdaSite.isLambda(lambda)) {
                read(LambdaSite.of(lambda, line), place);
            } else if (each instanceof TypeInsnNode made && made.getOpcode() == Opcodes.NEW) {
                walk.make(place.file(), made.desc);
            } else if (each instanceof FieldInsnNode field && field.getOpcode() == Opcodes.GETSTATIC) {
                walk.initialize(place.file(), field.owner);
            }
            if (each.getOpcode() >= 0 && !place.isInitializer()) {
                readStaticState(each, place, flow, line);
            }
        }
    }

    private void read(MethodInsnNode call, Reached place, DataFlow flow, int line) {
        boolean virtual = call.getOpcode() == Opcodes.INVOKEVIRTUAL || call.getOpcode() == Opcodes.INVOKEINTERFACE;
        walk.call(place.file(), virtual, call.owner, call.name, call.desc);
        boolean exact = call.getOpcode() == Opcodes.INVOKESPECIAL;
        forbidden(call.owner, call.name, call.desc, exact, place)
                .filter(match -> !fillsTrustedField(call, place))
                .ifPresent(match -> add(match, place, line, calls(call.owner, call.name)));
        hashOrder
                .at(call, place, flow)
                .ifPresent(what -> add(
                        new ForbiddenCalls.Match(Severity.WARNING, Hazard.ORDER),
                        place,
                        line,
                        "goes through a %s, and emits".formatted(what)));
    }

    private void read(LambdaSite lambda, Reached place) {
        if (CodeWalk.isNotRepeated(lambda.functionalInterface())) {
            return;
        }
        Handle code = lambda.code();
        walk.handle(place.file(), code);
        forbidden(code.getOwner(), code.getName(), code.getDesc(), false, place)
                .ifPresent(match -> add(match, place, lambda.line(), calls(code.getOwner(), code.getName())));
    }

    /** A function of an operator that is a lambda or a method reference. */
    void readFunction(LambdaSite lambda, Reached madeIn) {
        if (!walk.isTrusted(madeIn.file(), madeIn.method())) {
            read(lambda, madeIn);
        }
    }

    private Optional<ForbiddenCalls.Match> forbidden(
            String owner, String name, String descriptor, boolean exact, Reached place) {
        boolean isOwn = walk.find(place.file(), owner).isPresent();
        if (isOwn
                && walk.find(place.file(), owner)
                        .flatMap(file -> walk.resolve(file, name, descriptor))
                        .filter(found -> !name.equals("<init>"))
                        .isPresent()) {
            return Optional.empty();
        }
        String foreign = isOwn && !name.equals("<init>") ? walk.foreignOwner(place.file(), owner) : owner;
        return ForbiddenCalls.find(foreign, name, descriptor)
                .map(match -> exact && match.hazard() == Hazard.IDENTITY
                        ? new ForbiddenCalls.Match(Severity.ERROR, Hazard.IDENTITY)
                        : match);
    }

    private static String calls(String owner, String name) {
        String type = owner.substring(owner.lastIndexOf('/') + 1).replace('$', '.');
        return name.equals("<init>") ? "makes a new %s".formatted(type) : "calls %s.%s()".formatted(type, name);
    }

    /** Whether a call in a static initializer is for a field that is taken on trust. */
    private boolean fillsTrustedField(MethodInsnNode call, Reached place) {
        if (!place.isInitializer()) {
            return false;
        }
        for (AbstractInsnNode each = call; each != null; each = each.getNext()) {
            if (each instanceof FieldInsnNode field && field.getOpcode() == Opcodes.PUTSTATIC) {
                return walk.isTrustedField(place.file(), field.owner, field.name);
            }
        }
        return false;
    }

    private void readStaticState(AbstractInsnNode instruction, Reached place, DataFlow flow, int line) {
        StaticState.changedAt(instruction, flow)
                .filter(field -> !walk.isTrustedField(place.file(), field.owner, field.name))
                .ifPresent(field -> add(
                        new ForbiddenCalls.Match(Severity.ERROR, Hazard.STATIC_STATE),
                        place,
                        line,
                        "changes the static field %s.%s"
                                .formatted(field.owner.substring(field.owner.lastIndexOf('/') + 1), field.name)));
    }

    private void add(ForbiddenCalls.Match match, Reached place, int line, String deed) {
        findings.add(new Finding(
                match.severity(),
                match.hazard(),
                List.of(),
                place.file().title(),
                place.title(),
                place.file().source(),
                line,
                deed));
    }
}
