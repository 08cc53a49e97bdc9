package dev.levada.api.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the state that a parameter of a {@link Keyed} stage declares; state is matched by its name when a job is
 * stopped and started again.
 *
 * <p>Without it the name is that of the parameter if the class was compiled with {@code -parameters}, else
 * {@code state-1} for the first state parameter, {@code state-2} for the second and so on.
 */
@Documented
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface State {

    /** Unique within the stage. */
    String value();
}
