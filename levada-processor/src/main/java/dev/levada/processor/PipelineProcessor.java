package dev.levada.processor;

import dev.levada.api.annotation.Keyed;
import dev.levada.api.annotation.Sink;
import dev.levada.api.annotation.Source;
import dev.levada.api.annotation.Stage;
import dev.levada.api.annotation.ToStream;
import dev.levada.api.annotation.shape.Problem;
import dev.levada.api.annotation.shape.Rules;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.tools.Diagnostic;

/** Reports each problem of a marked class as an error, at the method that it is about. Writes no files. */
public final class PipelineProcessor extends AbstractProcessor {
    private static final List<Class<? extends Annotation>> ROLES = List.of(Source.class, Stage.class, Sink.class);

    /** Made by the compiler. */
    public PipelineProcessor() {}

    @Override
    public Set<String> getSupportedAnnotationTypes() {
        return Set.of(
                ToStream.class.getName(),
                Source.class.getName(),
                Stage.class.getName(),
                Sink.class.getName(),
                Keyed.class.getName());
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        ElementReader reader = new ElementReader(processingEnv.getTypeUtils(), processingEnv.getElementUtils());
        for (TypeElement marked : ElementFilter.typesIn(round.getElementsAnnotatedWith(ToStream.class))) {
            for (Problem<Element> problem : Rules.check(reader.read(marked))) {
                error(problem.at(), problem.message());
            }
        }
        ROLES.forEach(role -> checkHome(role, round));
        return false;
    }

    private void checkHome(Class<? extends Annotation> role, RoundEnvironment round) {
        for (Element method : round.getElementsAnnotatedWith(role)) {
            Element home = method.getEnclosingElement();
            if (home != null && home.getAnnotation(ToStream.class) == null) {
                error(
                        method,
                        "method %s is marked @%s, but class %s is not marked @ToStream; mark the class too"
                                .formatted(method.getSimpleName(), role.getSimpleName(), home.getSimpleName()));
            }
        }
    }

    private void error(Element at, String message) {
        processingEnv.getMessager().printMessage(Diagnostic.Kind.ERROR, message, at);
    }
}
