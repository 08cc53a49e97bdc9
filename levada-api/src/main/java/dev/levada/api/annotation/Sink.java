package dev.levada.api.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Takes what comes out of a pipeline: a method with one parameter that returns nothing. One task calls it, with one
 * record after the other, and what it does is seen at once.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Sink {

    /**
     * Whether the records come in the sequence in which the class gives them when it runs by itself: every stage is
     * then {@link Stage#ordered}.
     */
    boolean ordered() default false;

    /** {@link Waiting#BLOCK} if the method may wait for the outside world. */
    Waiting waiting() default Waiting.SPIN;
}
