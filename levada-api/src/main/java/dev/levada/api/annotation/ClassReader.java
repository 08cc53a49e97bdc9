package dev.levada.api.annotation;

import dev.levada.api.annotation.shape.FieldShape;
import dev.levada.api.annotation.shape.ItemType;
import dev.levada.api.annotation.shape.MethodShape;
import dev.levada.api.annotation.shape.PipelineShape;
import dev.levada.api.annotation.shape.Role;
import dev.levada.api.annotation.shape.StageSettings;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Describes a marked class by reflection. */
final class ClassReader {

    private ClassReader() {}

    static PipelineShape<AnnotatedElement> read(Class<?> type, ToStream mark) {
        List<MethodShape<AnnotatedElement>> methods = Arrays.stream(type.getDeclaredMethods())
                .filter(method -> !method.isSynthetic())
                .sorted(Comparator.comparing(Method::getName).thenComparing(Method::toString))
                .map(ClassReader::read)
                .filter(method -> !method.roles().isEmpty() || method.key().isPresent())
                .toList();
        return new PipelineShape<>(
                type,
                type.getSimpleName(),
                outermost(type).getSimpleName() + ".java",
                mark.value(),
                Modifier.isAbstract(type.getModifiers()),
                isOrdered(type),
                methods,
                fields(type));
    }

    private static Class<?> outermost(Class<?> type) {
        Class<?> around = type.getEnclosingClass();
        return around == null ? type : outermost(around);
    }

    private static boolean isOrdered(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .flatMap(method -> Stream.ofNullable(method.getAnnotation(Sink.class)))
                .anyMatch(Sink::ordered);
    }

    private static MethodShape<AnnotatedElement> read(Method method) {
        List<ItemType> parameters = Arrays.stream(method.getGenericParameterTypes())
                .<ItemType>map(ReflectedType::of)
                .toList();
        return new MethodShape<>(
                method,
                method.getName(),
                roles(method),
                Modifier.isStatic(method.getModifiers()),
                Modifier.isAbstract(method.getModifiers()),
                parameters,
                stateNames(method),
                ReflectedType.of(method.getGenericReturnType()),
                Optional.ofNullable(method.getAnnotation(Stage.class)).map(ClassReader::settings),
                Optional.ofNullable(method.getAnnotation(Keyed.class)).map(Keyed::value));
    }

    private static List<Role> roles(Method method) {
        List<Role> roles = new ArrayList<>();
        if (method.isAnnotationPresent(Source.class)) {
            roles.add(Role.SOURCE);
        }
        if (method.isAnnotationPresent(Stage.class)) {
            roles.add(Role.STAGE);
        }
        if (method.isAnnotationPresent(Sink.class)) {
            roles.add(Role.SINK);
        }
        return roles;
    }

    private static StageSettings settings(Stage stage) {
        return new StageSettings(
                stage.order(),
                stage.replicate(),
                stage.ordered(),
                stage.scheduling() == Scheduling.ON_DEMAND,
                stage.recover());
    }

    private static List<String> stateNames(Method method) {
        return IntStream.range(1, method.getParameterCount())
                .mapToObj(position -> stateName(method.getParameters()[position], position))
                .toList();
    }

    private static String stateName(Parameter parameter, int position) {
        State named = parameter.getAnnotation(State.class);
        if (named != null) {
            return named.value();
        }
        return parameter.isNamePresent() ? parameter.getName() : "state-" + position;
    }

    private static List<FieldShape> fields(Class<?> type) {
        return Stream.<Class<?>>iterate(type, each -> each != null, Class::getSuperclass)
                .flatMap(each -> Arrays.stream(each.getDeclaredFields()))
                .filter(field -> !field.isSynthetic())
                .sorted(Comparator.comparing(Field::getName))
                .map(ClassReader::read)
                .toList();
    }

    private static FieldShape read(Field field) {
        int modifiers = field.getModifiers();
        return new FieldShape(
                field.getName(),
                ReflectedType.of(field.getGenericType()),
                Modifier.isStatic(modifiers),
                Modifier.isFinal(modifiers));
    }
}
