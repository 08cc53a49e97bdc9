package dev.levada.api.annotation;

import dev.levada.api.annotation.shape.Container;
import dev.levada.api.annotation.shape.MethodShape;
import dev.levada.api.annotation.shape.PipelineShape;
import dev.levada.api.annotation.shape.Problem;
import dev.levada.api.annotation.shape.Role;
import dev.levada.api.annotation.shape.Rules;
import dev.levada.api.annotation.shape.StateKind;
import dev.levada.api.operator.Mapper;
import dev.levada.api.recovery.Recovery;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A marked object, checked and ready to be made a topology. */
public final class AnnotatedJob {
    private final Object annotated;
    private final PipelineShape<AnnotatedElement> shape;
    private final Replication replication;
    private final IteratorSource source;
    private final List<AnnotatedStage> stages;
    private final MethodSink sink;

    private AnnotatedJob(Object annotated, PipelineShape<AnnotatedElement> shape, Replication replication) {
        this.annotated = annotated;
        this.shape = shape;
        this.replication = replication;
        this.source = source(method(shape.all(Role.SOURCE).get(0)));
        this.stages = shape.all(Role.STAGE).stream().map(this::stage).toList();
        this.sink = sink(method(shape.all(Role.SINK).get(0)));
    }

    /**
     * Reads and checks an object's class.
     *
     * @param annotated of a class marked {@link ToStream}
     * @throws IllegalArgumentException if the class is not a pipeline, telling all that is wrong with it, a line each
     */
    public static AnnotatedJob of(Object annotated) {
        return of(annotated, Replication.ofSystem());
    }

    static AnnotatedJob of(Object annotated, Replication replication) {
        Class<?> type = annotated.getClass();
        ToStream mark = type.getAnnotation(ToStream.class);
        if (mark == null) {
            throw new IllegalArgumentException(
                    "class %s is no pipeline; mark it @ToStream, and its methods @Source, @Stage and @Sink"
                            .formatted(type.getName()));
        }
        PipelineShape<AnnotatedElement> shape = ClassReader.read(type, mark);
        List<Problem<AnnotatedElement>> problems = Rules.check(shape);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(
                    problems.stream().map(Problem::message).collect(Collectors.joining("\n")));
        }
        return new AnnotatedJob(annotated, shape, replication);
    }

    /** The job's name. */
    public String name() {
        return shape.job();
    }

    /** The name of the source method. */
    public String sourceName() {
        return source.name();
    }

    public dev.levada.api.connector.Source<Object> source() {
        return source;
    }

    /** All stages, in their order. */
    public List<AnnotatedStage> stages() {
        return stages;
    }

    /** The name of the sink method. */
    public String sinkName() {
        return sink.name();
    }

    public dev.levada.api.connector.Sink<Object> sink() {
        return sink;
    }

    private IteratorSource source(Method method) {
        boolean blocking = method.getAnnotation(Source.class).waiting() == Waiting.BLOCK;
        return new IteratorSource(method.getName(), Call.ofNothing(Call.handle(method, annotated)), blocking);
    }

    private MethodSink sink(Method method) {
        boolean blocking = method.getAnnotation(Sink.class).waiting() == Waiting.BLOCK;
        return new MethodSink(method.getName(), Call.of(Call.handle(method, annotated)), blocking);
    }

    private AnnotatedStage stage(MethodShape<AnnotatedElement> stage) {
        Method method = method(stage);
        return new AnnotatedStage(
                stage.name(),
                method,
                Call.handle(method, annotated),
                Container.ofStage(stage.returns()),
                states(stage),
                key(stage),
                settings(method.getAnnotation(Stage.class)));
    }

    private AnnotatedStage.Settings settings(Stage stage) {
        return new AnnotatedStage.Settings(
                stage.replicate() == 0 ? replication.tasks() : stage.replicate(),
                stage.ordered() || shape.ordered(),
                stage.scheduling(),
                stage.waiting(),
                Recovery.find(stage.recover()));
    }

    private static List<DeclaredState> states(MethodShape<AnnotatedElement> stage) {
        return IntStream.range(1, stage.parameters().size())
                .mapToObj(i -> new DeclaredState(
                        stage.stateNames().get(i - 1),
                        StateKind.of(stage.parameters().get(i)).orElseThrow()))
                .toList();
    }

    private static @Nullable Mapper<Object, Object> key(MethodShape<AnnotatedElement> stage) {
        if (stage.key().isEmpty()) {
            return null;
        }
        ReflectedType input = (ReflectedType) stage.parameters().get(0);
        Optional<Method> accessor = stage.key().flatMap(input::accessor).flatMap(input::find);
        MethodHandle handle = Access.to(accessor.orElseThrow());
        return Call.of(handle)::with;
    }

    private static Method method(MethodShape<AnnotatedElement> shape) {
        return (Method) shape.origin();
    }
}
