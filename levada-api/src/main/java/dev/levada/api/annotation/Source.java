package dev.levada.api.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Gives the records of a pipeline: a method without parameters that returns an {@code Iterator}, an {@code Iterable} or
 * a {@code java.util.stream.Stream}.
 *
 * <p>It is called again when the job recovers, and must then give the same records from the first one on; those that
 * were taken before are skipped. None may be null. A stream, or an iterator that is {@code AutoCloseable}, is closed.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Source {

    /** {@link Waiting#BLOCK} if the next record may have to be waited for. */
    Waiting waiting() default Waiting.SPIN;
}
