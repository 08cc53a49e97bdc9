package dev.levada.cluster.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.operator.Processor;
import java.lang.reflect.Method;
import org.junit.jupiter.api.Test;

final class WatchedProcessorTest {

    /** One that is left to the interface does nothing in a replay: timers would not fire, say. */
    @Test
    void passesOnAllThatAnOperatorCanBeTold() {
        for (Method each : Processor.class.getMethods()) {
            assertThat(WatchedProcessor.class.getDeclaredMethods())
                    .as("the method %s", each)
                    .anyMatch(own -> own.getName().equals(each.getName())
                            && own.getParameterTypes().length == each.getParameterTypes().length);
        }
    }
}
