package dev.levada.api.annotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplicationTest {

    @Test
    void asksThePropertyThenTheVariableAndIsOneWithoutEither() {
        Replication.Lookup property = Map.of("levada.replicate", "3")::get;
        Replication.Lookup variable = Map.of("SPAR_NUM_WORKERS", "7")::get;
        Replication.Lookup nothing = name -> null;

        assertThat(new Replication(property, variable).tasks()).isEqualTo(3);
        assertThat(new Replication(nothing, variable).tasks()).isEqualTo(7);
        assertThat(new Replication(nothing, nothing).tasks()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "32769", "99999999999", "four", "1.5"})
    void refusesWhatIsNoNumberOfTasks(String text) {
        assertThatThrownBy(() -> new Replication(name -> null, name -> text).tasks())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("environment variable SPAR_NUM_WORKERS must be a number from 1 to 32768, was '%s'", text);
    }

    @Test
    void acceptsBothBounds() {
        assertThat(new Replication(name -> "1", name -> null).tasks()).isEqualTo(1);
        assertThat(new Replication(name -> "32768", name -> null).tasks()).isEqualTo(32_768);
    }
}
