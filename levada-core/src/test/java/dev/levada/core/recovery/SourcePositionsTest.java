package dev.levada.core.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.codec.ByteInput;
import dev.levada.api.codec.ByteOutput;
import dev.levada.api.codec.Codec;
import dev.levada.core.codec.Codecs;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SourcePositionsTest {

    @Test
    void whatComesBackFromAnotherProcessIsEqual() {
        SourcePositions sent = new SourcePositions(
                List.of(new SourcePositions.Split("file", 7, false)),
                List.of(new SourcePositions.Shown("sink", 3, new byte[] {1, 2})));
        Codec<SourcePositions> codec = Codecs.of(SourcePositions.class);
        ByteOutput out = new ByteOutput(64);
        codec.write(sent, out);

        assertThat(codec.read(new ByteInput(out.toByteArray()))).isEqualTo(sent).hasSameHashCodeAs(sent);
        assertThat(sent.with(List.of(new SourcePositions.Shown("sink", 3, new byte[] {1, 3})))).isNotEqualTo(sent);
    }
}
