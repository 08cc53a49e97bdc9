package dev.levada.processor;

import dev.levada.api.annotation.Keyed;
import dev.levada.api.annotation.Scheduling;
import dev.levada.api.annotation.Sink;
import dev.levada.api.annotation.Source;
import dev.levada.api.annotation.Stage;
import dev.levada.api.annotation.State;
import dev.levada.api.annotation.ToStream;
import dev.levada.api.annotation.shape.FieldShape;
import dev.levada.api.annotation.shape.ItemType;
import dev.levada.api.annotation.shape.MethodShape;
import dev.levada.api.annotation.shape.PipelineShape;
import dev.levada.api.annotation.shape.Role;
import dev.levada.api.annotation.shape.StageSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Describes a marked class as the compiler sees it. */
final class ElementReader {
    private final Types types;
    private final Elements elements;

    ElementReader(Types types, Elements elements) {
        this.types = types;
        this.elements = elements;
    }

    PipelineShape<Element> read(TypeElement type) {
        List<ExecutableElement> declared = ElementFilter.methodsIn(type.getEnclosedElements());
        return new PipelineShape<>(
                type,
                type.getSimpleName().toString(),
                outermost(type).getSimpleName() + ".java",
                type.getAnnotation(ToStream.class).value(),
                type.getModifiers().contains(Modifier.ABSTRACT)
                        || type.getKind().isInterface(),
                declared.stream()
                        .flatMap(method -> Stream.ofNullable(method.getAnnotation(Sink.class)))
                        .anyMatch(Sink::ordered),
                declared.stream()
                        .map(this::read)
                        .filter(method ->
                                !method.roles().isEmpty() || method.key().isPresent())
                        .toList(),
                fields(type));
    }

    private static TypeElement outermost(TypeElement type) {
        return type.getNestingKind() == NestingKind.MEMBER && type.getEnclosingElement() instanceof TypeElement around
                ? outermost(around)
                : type;
    }

    private MethodShape<Element> read(ExecutableElement method) {
        List<? extends VariableElement> parameters = method.getParameters();
        return new MethodShape<>(
                method,
                method.getSimpleName().toString(),
                roles(method),
                method.getModifiers().contains(Modifier.STATIC),
                method.getModifiers().contains(Modifier.ABSTRACT),
                parameters.stream()
                        .map(parameter -> itemType(parameter.asType()))
                        .toList(),
                parameters.stream().skip(1).map(ElementReader::stateName).toList(),
                itemType(method.getReturnType()),
                Optional.ofNullable(method.getAnnotation(Stage.class)).map(ElementReader::settings),
                Optional.ofNullable(method.getAnnotation(Keyed.class)).map(Keyed::value));
    }

    private static List<Role> roles(ExecutableElement method) {
        List<Role> roles = new ArrayList<>();
        if (method.getAnnotation(Source.class) != null) {
            roles.add(Role.SOURCE);
        }
        if (method.getAnnotation(Stage.class) != null) {
            roles.add(Role.STAGE);
        }
        if (method.getAnnotation(Sink.class) != null) {
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

    private static String stateName(VariableElement parameter) {
        State named = parameter.getAnnotation(State.class);
        return named == null ? parameter.getSimpleName().toString() : named.value();
    }

    private List<FieldShape> fields(TypeElement type) {
        List<FieldShape> fields = new ArrayList<>();
        Element each = type;
        while (each instanceof TypeElement declaring) {
            for (VariableElement field : ElementFilter.fieldsIn(declaring.getEnclosedElements())) {
                fields.add(new FieldShape(
                        field.getSimpleName().toString(),
                        itemType(field.asType()),
                        field.getModifiers().contains(Modifier.STATIC),
                        field.getModifiers().contains(Modifier.FINAL)));
            }
            each = types.asElement(declaring.getSuperclass());
        }
        return fields;
    }

    private ItemType itemType(TypeMirror type) {
        TypeMirror known = type instanceof DeclaredType || type.getKind().isPrimitive() ? type : types.erasure(type);
        return new MirrorType(known, types, elements);
    }
}
