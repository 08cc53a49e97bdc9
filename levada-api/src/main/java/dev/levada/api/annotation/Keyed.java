package dev.levada.api.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Spreads the input of a {@link Stage} by key, so that equal keys meet in one task, and lets the stage declare state.
 *
 * <p>After its input the method may take any number of {@code CounterState}, {@code ListState} and {@code MapState}:
 * handles that always speak of the key of the record in hand. Such state is recovered with the stage. See {@link State}
 * for its names.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Keyed {

    /**
     * The key: a component of the input's record class, or what a method of the input without parameters gives:
     * {@code camera} stands for {@code camera()}, {@code getCamera()} or {@code isCamera()}.
     */
    String value();
}
