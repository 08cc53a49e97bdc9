package dev.levada.api.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes records of records: a method that takes one, and returns what it makes of it.
 *
 * <p>What is declared to return an {@code Optional}, a {@code java.util.stream.Stream} or an {@code Iterable} (a
 * {@code List}, say) gives each element as a record of its own, so none or many; only a {@code java.nio.file.Path} is
 * one record in spite of being iterable. Any other type gives exactly one record. To pass on a list as one record, put
 * it in a record class. Null is never a record.
 *
 * <p>A replicated stage that is not {@link Keyed} must not hide state. It is refused if the class has an instance field
 * that is not final or that holds an array, a collection or another well-known mutable object, unless the method is
 * static; and if the class has a static field that is not final.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Stage {

    /** The stage's place: stages follow each other in ascending order. No two have the same. */
    int order();

    /**
     * How many tasks share the work, from 1 to 32,768. At 0 the system property {@code levada.replicate} says it, then
     * the environment variable {@code SPAR_NUM_WORKERS}; without either it is 1.
     */
    int replicate() default 0;

    /**
     * Whether the outputs leave in the order of the inputs although several tasks make them. What is early is held
     * back, in state that is recovered.
     */
    boolean ordered() default false;

    /** How the work is shared if the stage is replicated and not keyed. */
    Scheduling scheduling() default Scheduling.ROUND_ROBIN;

    /** {@link Waiting#BLOCK} if the method may wait for the outside world. */
    Waiting waiting() default Waiting.SPIN;

    /** The label of the stage's own recovery, such as {@code checkpoint}; empty for the job's. */
    String recover() default "";
}
