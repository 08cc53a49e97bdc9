package dev.levada.testkit.guest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.Sources;
import dev.levada.api.connector.MalformedRecordException;
import dev.levada.api.connector.SourceOutput;
import dev.levada.api.connector.SourceReader;
import dev.levada.api.connector.SourceReader.Status;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PacedSourceTest {
    private static final class Taken implements SourceOutput<Integer> {
        final List<Integer> values = new ArrayList<>();

        @Override
        public void emit(Integer value) {
            values.add(value);
        }

        @Override
        public void emit(Integer value, long dueNanos) {
            values.add(value);
        }

        @Override
        public void malformed(MalformedRecordException problem) {
            throw problem;
        }
    }

    private final PacedSource<Integer> source = new PacedSource<>(Sources.of(1, 2, 3, 4), 10);
    private final Taken taken = new Taken();

    @Test
    void givesWhatIsDue() throws IOException {
        SourceReader<Integer> reader = source.open("0", 0);

        assertThat(reader.read(taken, 100, 0)).isEqualTo(Status.MORE);
        assertThat(taken.values).containsExactly(1);
        assertThat(reader.read(taken, 100, 9)).isEqualTo(Status.IDLE);
        assertThat(reader.nextNanos()).isEqualTo(10);
        reader.read(taken, 100, 25);
        assertThat(taken.values).containsExactly(1, 2, 3);
        reader.read(taken, 100, 30);
        assertThat(reader.read(taken, 100, 40)).isEqualTo(Status.END);
        assertThat(taken.values).containsExactly(1, 2, 3, 4);
        assertThat(source.longest()).isEqualTo(4);
    }

    @Test
    void whatComesAgainIsDueAlready() throws IOException {
        SourceReader<Integer> first = source.open("0", 0);
        first.read(taken, 100, 0);
        long position = first.position();
        first.read(taken, 100, 20);

        SourceReader<Integer> second = source.open("0", position);
        second.read(taken, 100, 20);

        assertThat(taken.values).containsExactly(1, 2, 3, 2, 3);
        assertThat(second.read(taken, 100, 29)).isEqualTo(Status.IDLE);
    }

    @Test
    void givesAllAtOnceIfNotPaced() throws IOException {
        new PacedSource<>(Sources.of(1, 2, 3, 4), 0).open("0", 0).read(taken, 100, 0);

        assertThat(taken.values).containsExactly(1, 2, 3, 4);
    }
}
