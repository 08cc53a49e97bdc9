package dev.levada.api.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a class a pipeline: of the methods that it declares itself, one is the {@link Source}, any number are
 * {@link Stage}s and one is the {@link Sink}.
 *
 * <pre>{@code
 * @ToStream("denoise")
 * class Denoise {
 *     @Source Iterator<Frame> frames() { ... }
 *     @Stage(order = 1, replicate = 4, ordered = true) static Frame smooth(Frame frame) { ... }
 *     @Stage(order = 2) @Keyed("camera") Optional<Alarm> detect(Frame frame, CounterState dark) { ... }
 *     @Sink void write(Alarm alarm) { ... }
 * }
 * }</pre>
 *
 * <p>The methods may be private or static, and the class too. All tasks of the job call one instance, each from a
 * thread of its own: a field must serve one method alone, and what is kept in fields is lost when a task fails.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface ToStream {

    /** The job's name. */
    String value();
}
