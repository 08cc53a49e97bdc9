package dev.levada.processor;

import dev.levada.api.annotation.shape.ItemType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/** A type as the compiler knows it. */
record MirrorType(TypeMirror type, Types types, Elements elements) implements ItemType {

    @Override
    public String qualifiedName() {
        return nameOf(type);
    }

    private static String nameOf(TypeMirror type) {
        if (!(type instanceof DeclaredType declared && declared.asElement() instanceof TypeElement element)) {
            return type instanceof WildcardType wildcard ? nameOf(wildcard) : type.toString();
        }
        String raw = element.getQualifiedName().toString();
        return declared.getTypeArguments().isEmpty()
                ? raw
                : declared.getTypeArguments().stream()
                        .map(MirrorType::nameOf)
                        .collect(Collectors.joining(", ", raw + "<", ">"));
    }

    private static String nameOf(WildcardType wildcard) {
        TypeMirror bound = wildcard.getExtendsBound();
        return bound == null ? "?" : "? extends " + nameOf(bound);
    }

    @Override
    public boolean isVoid() {
        return type.getKind() == TypeKind.VOID;
    }

    @Override
    public boolean isArray() {
        return type.getKind() == TypeKind.ARRAY;
    }

    @Override
    public boolean isA(Class<?> ancestor) {
        return ancestor(ancestor).isPresent();
    }

    @Override
    public Optional<ItemType> argument(Class<?> generic) {
        return ancestor(generic).map(found -> new MirrorType(firstArgument(found), types, elements));
    }

    private TypeMirror firstArgument(DeclaredType found) {
        return found.getTypeArguments().isEmpty()
                ? object()
                : upperBound(found.getTypeArguments().get(0));
    }

    private TypeMirror upperBound(TypeMirror argument) {
        if (argument instanceof WildcardType wildcard) {
            @Nullable TypeMirror bound = wildcard.getExtendsBound();
            return bound == null ? object() : bound;
        }
        return argument.getKind() == TypeKind.TYPEVAR ? types.erasure(argument) : argument;
    }

    private TypeMirror object() {
        return elements.getTypeElement("java.lang.Object").asType();
    }

    private Optional<DeclaredType> ancestor(Class<?> wanted) {
        TypeElement element = elements.getTypeElement(wanted.getCanonicalName());
        return type instanceof DeclaredType declared && element != null
                ? ancestor(declared, element)
                : Optional.empty();
    }

    private Optional<DeclaredType> ancestor(DeclaredType from, TypeElement wanted) {
        if (from.asElement().equals(wanted)) {
            return Optional.of(from);
        }
        return types.directSupertypes(from).stream()
                .flatMap(parent -> ancestor((DeclaredType) parent, wanted).stream())
                .findFirst();
    }

    @Override
    public boolean fits(ItemType taken) {
        return types.isAssignable(type, ((MirrorType) taken).type);
    }

    @Override
    public boolean hasAccessor(String method) {
        return element()
                .flatMap(each -> ElementFilter.methodsIn(elements.getAllMembers(each)).stream())
                .anyMatch(each -> each.getSimpleName().contentEquals(method) && isAccessor(each));
    }

    private static boolean isAccessor(ExecutableElement method) {
        return method.getParameters().isEmpty()
                && method.getReturnType().getKind() != TypeKind.VOID
                && !method.getModifiers().contains(Modifier.STATIC);
    }

    @Override
    public List<String> components() {
        return element()
                .flatMap(each -> each.getRecordComponents().stream())
                .map(component -> component.getSimpleName().toString())
                .toList();
    }

    private Stream<TypeElement> element() {
        return type instanceof DeclaredType declared && declared.asElement() instanceof TypeElement element
                ? Stream.of(element)
                : Stream.empty();
    }
}
