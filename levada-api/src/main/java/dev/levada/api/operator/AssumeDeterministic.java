package dev.levada.api.operator;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Its author vouches that what is marked does the same again in a replay, although it does not look so: the lint takes
 * it on trust, lambdas in it and what it calls included, and reports that it did. On a field, what is done to that
 * field.
 *
 * <p>It changes nothing of what happens: if the author is wrong, recovery by a log gives wrong results.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.CONSTRUCTOR, ElementType.FIELD})
public @interface AssumeDeterministic {

    /** Why it holds, for those who review it. Without a reason the annotation has no effect. */
    String value();
}
