package dev.levada.api.annotation;

import dev.levada.api.annotation.shape.ItemType;
import java.lang.invoke.MethodType;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A type as the running program knows it.
 *
 * @param arguments empty if the class is not generic, or raw
 * @param open whether this is the bound of a wildcard or of a type variable
 */
record ReflectedType(Class<?> raw, List<ReflectedType> arguments, boolean open) implements ItemType {
    private static final List<Class<?>> WIDENING =
            List.of(byte.class, short.class, int.class, long.class, float.class, double.class);

    static ReflectedType of(Type type) {
        return of(type, Map.of());
    }

    private static ReflectedType of(Type type, Map<TypeVariable<?>, ReflectedType> bindings) {
        if (type instanceof Class<?> raw) {
            return new ReflectedType(raw, List.of(), false);
        }
        if (type instanceof ParameterizedType generic) {
            List<ReflectedType> arguments = Arrays.stream(generic.getActualTypeArguments())
                    .map(argument -> of(argument, bindings))
                    .toList();
            return new ReflectedType(rawOf(generic), arguments, false);
        }
        if (type instanceof WildcardType wildcard) {
            ReflectedType bound = of(wildcard.getUpperBounds()[0], bindings);
            return new ReflectedType(bound.raw, bound.arguments, true);
        }
        ReflectedType bound = type instanceof TypeVariable<?> variable ? bindings.get(variable) : null;
        return bound == null ? new ReflectedType(rawOf(type), List.of(), true) : bound;
    }

    private static Class<?> rawOf(Type type) {
        if (type instanceof Class<?> raw) {
            return raw;
        }
        if (type instanceof ParameterizedType generic) {
            return rawOf(generic.getRawType());
        }
        if (type instanceof GenericArrayType array) {
            return rawOf(array.getGenericComponentType()).arrayType();
        }
        return type instanceof TypeVariable<?> variable ? rawOf(variable.getBounds()[0]) : Object.class;
    }

    @Override
    public String qualifiedName() {
        String canonical = raw.getCanonicalName();
        String name = canonical == null ? raw.getTypeName() : canonical;
        return arguments.isEmpty()
                ? name
                : arguments.stream()
                        .map(ReflectedType::qualifiedName)
                        .collect(Collectors.joining(", ", name + "<", ">"));
    }

    @Override
    public boolean isVoid() {
        return raw == void.class;
    }

    @Override
    public boolean isArray() {
        return raw.isArray();
    }

    @Override
    public boolean isA(Class<?> ancestor) {
        return ancestor.isAssignableFrom(raw);
    }

    @Override
    public Optional<ItemType> argument(Class<?> generic) {
        return ancestor(generic)
                .map(found -> found.arguments.isEmpty()
                        ? of(Object.class)
                        : found.arguments.get(0).closed());
    }

    @Override
    public boolean fits(ItemType taken) {
        ReflectedType target = (ReflectedType) taken;
        if (raw.isPrimitive() || target.raw.isPrimitive()) {
            return fitsPrimitive(target.raw);
        }
        return ancestor(target.raw)
                .filter(found -> found.matches(target.arguments))
                .isPresent();
    }

    private boolean fitsPrimitive(Class<?> target) {
        Class<?> unboxed = unboxed(raw);
        if (!target.isPrimitive()) {
            return target.isAssignableFrom(boxed(raw));
        }
        int from = WIDENING.indexOf(unboxed == char.class ? int.class : unboxed);
        return unboxed == target || (from >= 0 && from <= WIDENING.indexOf(target));
    }

    private static Class<?> boxed(Class<?> type) {
        return MethodType.methodType(type).wrap().returnType();
    }

    private static Class<?> unboxed(Class<?> type) {
        return MethodType.methodType(type).unwrap().returnType();
    }

    private boolean matches(List<ReflectedType> taken) {
        if (arguments.isEmpty() || taken.isEmpty()) {
            return true; // raw, as the compiler lets it pass
        }
        for (int i = 0; i < taken.size(); i++) {
            ReflectedType wanted = taken.get(i);
            ReflectedType given = arguments.get(i);
            if (wanted.open ? !given.fits(wanted) : !given.equals(wanted)) {
                return false;
            }
        }
        return true;
    }

    private ReflectedType closed() {
        return new ReflectedType(raw, arguments, false);
    }

    private Optional<ReflectedType> ancestor(Class<?> wanted) {
        if (raw == wanted || wanted == Object.class) {
            return Optional.of(raw == wanted ? this : of(Object.class));
        }
        return wanted.isAssignableFrom(raw)
                ? parents().flatMap(parent -> parent.ancestor(wanted).stream()).findFirst()
                : Optional.empty();
    }

    private Stream<ReflectedType> parents() {
        TypeVariable<?>[] variables = raw.getTypeParameters();
        Map<TypeVariable<?>, ReflectedType> bindings = new HashMap<>();
        for (int i = 0; i < arguments.size(); i++) {
            bindings.put(variables[i], arguments.get(i));
        }
        return Stream.concat(Stream.ofNullable(raw.getGenericSuperclass()), Arrays.stream(raw.getGenericInterfaces()))
                .map(parent -> of(parent, bindings));
    }

    @Override
    public boolean hasAccessor(String method) {
        return find(method).isPresent();
    }

    /** The method of this name that takes nothing, returns something and belongs to an object. */
    Optional<Method> find(String method) {
        Stream<Method> own = Stream.<Class<?>>iterate(raw, type -> type != null, Class::getSuperclass)
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()));
        return Stream.concat(own, Arrays.stream(raw.getMethods()))
                .filter(each -> each.getName().equals(method) && each.getParameterCount() == 0)
                .filter(each -> each.getReturnType() != void.class && !Modifier.isStatic(each.getModifiers()))
                .findFirst();
    }

    @Override
    public List<String> components() {
        return raw.isRecord()
                ? Arrays.stream(raw.getRecordComponents())
                        .map(RecordComponent::getName)
                        .toList()
                : List.of();
    }
}
