package dev.levada.core.element;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchTest {
    /** More or fewer values than were expected: all are there, with what they came with, up to the capacity. */
    @ParameterizedTest
    @CsvSource({"1, 1", "1, 512", "3, 512", "511, 512", "512, 512", "7, 100"})
    void holdsAsManyAsItsCapacityHoweverFewWereExpected(int expected, int capacity) {
        Batch bare = new Batch(expected, capacity, false, false, 0);
        Batch full = new Batch(expected, capacity, true, true, 0);
        for (int i = 0; i < capacity; i++) {
            assertThat(bare.hasRoom()).isTrue();
            assertThat(full.hasRoom()).isTrue();
            bare.add(i);
            full.timeNext(-i);
            full.add(i, 7 * i);
        }

        assertThat(bare.hasRoom()).isFalse();
        assertThat(full.hasRoom()).isFalse();
        assertThat(bare.size()).isEqualTo(capacity);
        for (int i = 0; i < capacity; i++) {
            assertThat(bare.value(i)).isEqualTo(i);
            assertThat(full.value(i)).isEqualTo(i);
            assertThat(full.hash(i)).isEqualTo(7 * i);
            assertThat(full.time(i)).isEqualTo(-i);
        }
    }
}
