package dev.levada.core.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.codec.ByteInput;
import dev.levada.api.codec.ByteOutput;
import dev.levada.api.codec.CorruptBytesException;
import dev.levada.core.codec.Codecs;
import dev.levada.core.element.Batch;
import dev.levada.core.element.Element;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ElementCodecTest {
    private final Codecs codecs = new Codecs(getClass().getClassLoader());
    private final ElementCodec codec = new ElementCodec(codecs);

    private byte[] bytes(Element element) {
        ByteOutput out = new ByteOutput(64);
        codec.write(element, out);
        return out.toByteArray();
    }

    @Test
    void elementsComeBackAsTheyWere() {
        SplittableRandom random = new SplittableRandom(1);
        for (int round = 0; round < 500; round++) {
            ByteOutput out = new ByteOutput(64);
            List<String> written = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                Element element = ElementSamples.any(random.nextLong(1, 1L << 60), random);
                written.add(ElementText.of(element));
                codec.write(element, out);
            }
            ByteInput in = new ByteInput(out.toByteArray());
            ElementCodec reader = new ElementCodec(codecs);
            for (String each : written) {
                assertThat(ElementText.of(reader.read(in))).isEqualTo(each);
            }
            assertThat(in.remaining()).isZero();
        }
    }

    @Test
    void aBatchThatWillBeWrittenAgainIsWrittenOnceAndTheSame() {
        Batch once = new Batch(2, true, 7);
        Batch again = new Batch(2, true, 7);
        again.willBeWritten();
        for (Batch each : List.of(once, again)) {
            each.add("left", 3);
            each.add("right", 4);
            each.seal(9);
        }
        ByteOutput out = new ByteOutput(1);
        out.writeByte(1); // what comes before it does not belong to it
        codec.write(again, out);

        assertThat(once.bytes()).isNull();
        assertThat(bytes(once)).isEqualTo(bytes(again)).isEqualTo(again.bytes());
        assertThat(once.bytes()).isNull();
    }

    @Test
    void bytesThatAreCutOffAreRefused() {
        SplittableRandom random = new SplittableRandom(2);
        for (int round = 0; round < 200; round++) {
            byte[] whole = bytes(ElementSamples.any(random.nextLong(1, 1000), random));
            for (int length = 0; length < whole.length; length++) {
                byte[] part = Arrays.copyOf(whole, length);
                assertThatThrownBy(() -> codec.read(new ByteInput(part))).isInstanceOf(CorruptBytesException.class);
            }
        }
    }

    @Test
    void damagedBytesAreAnElementOrRefused() {
        SplittableRandom random = new SplittableRandom(3);
        int refused = 0;
        for (int round = 0; round < 20_000; round++) {
            byte[] damaged = bytes(ElementSamples.any(random.nextLong(1, 1000), random));
            for (int i = random.nextInt(1, 4); i > 0; i--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            try {
                Element read = codec.read(new ByteInput(damaged));
                assertThat(read.firstSequence()).isPositive();
                assertThat(read.lastSequence()).isGreaterThanOrEqualTo(read.firstSequence());
            } catch (CorruptBytesException e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(1000);
    }

    @Test
    void aBatchLargerThanItsBytesIsRefusedBeforeRoomIsMade() {
        ByteOutput out = new ByteOutput(64);
        out.writeByte(1);
        out.writeByte(1);
        out.writeVarLong(1);
        out.writeLong(0);
        out.writeLength(Integer.MAX_VALUE);
        out.writeLong(0);

        assertThatThrownBy(() -> codec.read(new ByteInput(out.toByteArray())))
                .isInstanceOf(CorruptBytesException.class)
                .hasMessageContaining("a batch of 2147483647 values from number 1; the bytes hold at most 4");
    }

    @Test
    void anotherVersionIsRefused() {
        byte[] bytes = bytes(ElementSamples.batch(1, new SplittableRandom(4)));
        bytes[0]++;

        assertThatThrownBy(() -> codec.read(new ByteInput(bytes)))
                .isInstanceOf(CorruptBytesException.class)
                .hasMessageContaining("version 2, expected 1");
    }

    @Test
    void anElementCanBeWrittenAfterOneThatCannot() {
        Batch bad = new Batch(2, false, 0);
        bad.add("text");
        bad.add(new Object());
        bad.seal(1);
        assertThatThrownBy(() -> bytes(bad)).isInstanceOf(IllegalArgumentException.class);

        Batch good = ElementSamples.batch(7, new SplittableRandom(5));
        assertThat(ElementText.of(codec.read(new ByteInput(bytes(good))))).isEqualTo(ElementText.of(good));
    }
}
