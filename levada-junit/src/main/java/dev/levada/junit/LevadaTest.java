package dev.levada.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A class whose tests are given a {@link TestKit} if they have a parameter of that type.
 *
 * <pre>{@code
 * @LevadaTest
 * final class SpikesTest {
 *     @Test
 *     void commitsEachSpikeOnceWhateverFails(TestKit kit) {
 *         kit.simulate(topology).input("readings", readings).seeds(500).check();
 *     }
 * }
 * }</pre>
 *
 * A test that fails says with which seed, and the command line's {@code -Dlevada.seed=S} runs it with that one and no
 * other; {@code -Dlevada.trace=true} prints all that happens then.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(LevadaExtension.class)
public @interface LevadaTest {}
