package dev.levada.core.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.codec.ByteInput;
import dev.levada.api.codec.ByteOutput;
import dev.levada.api.codec.CorruptBytesException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SuccessionTest {
    private final Codecs codecs = new Codecs(getClass().getClassLoader());

    @Test
    void valuesOfAllTypesComeBackAcrossRestarts() {
        for (long seed = 0; seed < 300; seed++) {
            Samples samples = new Samples(seed);
            List<Object> values = new ArrayList<>();
            ByteOutput out = new ByteOutput(64);
            Succession writer = codecs.succession();
            for (int i = 0; i < 20; i++) {
                Object value = samples.any(2);
                values.add(value);
                values.add(value);
                if (i % 7 == 0) {
                    writer.restart();
                }
                writer.write(value, out);
                writer.write(value, out);
            }
            ByteInput in = new ByteInput(out.toByteArray());
            Succession reader = codecs.succession();
            for (int i = 0; i < values.size(); i++) {
                if (i % 14 == 0) {
                    reader.restart();
                }
                assertThat(Bytes.of(Codecs.any(), reader.read(in)))
                        .as("seed %d", seed)
                        .isEqualTo(Bytes.of(Codecs.any(), values.get(i)));
            }
            assertThat(in.remaining()).isZero();
        }
    }

    @Test
    void theTypeIsSaidOnceInARow() {
        ByteOutput out = new ByteOutput(64);
        Succession writer = codecs.succession();
        writer.write("a", out);
        writer.write("b", out);
        writer.write(1, out);
        writer.write(Samples.Colour.RED, out);
        int before = out.size();
        writer.write(Samples.Colour.GREEN, out);

        assertThat(out.size() - before).isEqualTo(2);
    }

    @Test
    void theFirstValueCannotBeOfTheTypeOfTheOneBefore() {
        assertThatThrownBy(() -> codecs.succession().read(new ByteInput(new byte[] {0, 1})))
                .isInstanceOf(CorruptBytesException.class)
                .hasMessageContaining("there is none");
    }
}
