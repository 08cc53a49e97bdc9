package dev.levada.recovery.log.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.codec.CorruptBytesException;
import dev.levada.core.determinant.DeterminantLog;
import dev.levada.core.determinant.DeterminantSlice;
import dev.levada.core.plan.TaskId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SliceCodecTest {
    private static final TaskId ONE = new TaskId("one", 0);
    private static final TaskId TWO = new TaskId("two", 1);

    private final SliceWriter writer = new SliceWriter();
    private final SliceReader reader = new SliceReader();

    private byte[] told(Held... news) {
        Arrays.stream(news).forEach(writer::add);
        return writer.write();
    }

    private static Held held(TaskId task, long epoch, long from, int bytes, Integer... path) {
        byte[] all = new byte[bytes];
        new Random(from).nextBytes(all);
        return Held.of(new DeterminantSlice(task, 3, epoch, from, all), List.of(path));
    }

    private static List<String> texts(List<Held> all) {
        return all.stream()
                .map(each -> "%s %s %d %d %s %s"
                        .formatted(
                                each.path(),
                                each.log(),
                                each.slice().epoch(),
                                each.slice().from(),
                                each.slice().task(),
                                Arrays.toString(each.slice().bytes())))
                .toList();
    }

    @Test
    void whatIsWrittenIsReadLogByLog() {
        Held first = held(ONE, 4, 0, 2, 1);
        Held other = held(TWO, 4, 17, 300, 1, 2);
        Held next = held(ONE, 4, 3, 5, 1);

        assertThat(texts(reader.read(told(first, other, next)))).isEqualTo(texts(List.of(first, next, other)));
        assertThat(reader.read(told())).isEmpty();
    }

    /** Whatever follows whatever else: other epochs, holes, other ways, and slices of no bytes. */
    @Test
    void anythingIsReadAsItWasWritten() {
        for (long seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            SliceWriter any = new SliceWriter();
            SliceReader same = new SliceReader();
            long[] upTo = new long[3];
            for (int frame = 0; frame < 50; frame++) {
                List<Held> news = new ArrayList<>();
                for (int i = random.nextInt(5); i > 0; i--) {
                    int log = random.nextInt(3);
                    long from = random.nextInt(4) > 0 ? upTo[log] : random.nextInt(1_000_000);
                    Held next = held(
                            new TaskId("task", log),
                            random.nextInt(8) > 0 ? 9 : random.nextLong(),
                            from,
                            random.nextInt(6),
                            random.nextInt(5) > 0 ? new Integer[] {1} : new Integer[] {300, 1});
                    upTo[log] = next.slice().upTo();
                    news.add(next);
                }
                news.forEach(any::add);
                assertThat(texts(same.read(any.write())))
                        .as("seed %d, frame %d", seed, frame)
                        .containsExactlyInAnyOrderElementsOf(texts(news));
            }
        }
    }

    @Test
    void aLogIsNamedOnceAndGoesOnInTwoBytes() {
        assertThat(told(held(ONE, 4, 0, 2, 1))).hasSizeGreaterThan(8);
        assertThat(told(held(ONE, 4, 3, 2, 1))).hasSize(2 + 2);
        assertThat(told(held(ONE, 4, 5, 2, 1), held(ONE, 4, 7, 2, 1))).hasSize(1 + 2 * (1 + 2));
        assertThat(told(held(ONE, 5, 9, 2, 1))).as("another epoch").hasSize(6 + 2);
        assertThat(told(held(ONE, 5, 11, 2, 1))).hasSize(2 + 2);
    }

    @Test
    void whatWasNotWrittenIsNotRead() {
        told(held(ONE, 4, 0, 2, 1));
        byte[] goesOn = told(held(ONE, 4, 3, 2, 1));

        assertThatThrownBy(() -> reader.read(goesOn))
                .isInstanceOf(CorruptBytesException.class)
                .hasMessageContaining("of log 0, but only 0 were named");
        assertThatThrownBy(() -> reader.read(new byte[] {3}))
                .isInstanceOf(CorruptBytesException.class)
                .hasMessageContaining("kind 3");
        assertThatThrownBy(() -> reader.read(new byte[] {(5 << 2) | 2}))
                .isInstanceOf(CorruptBytesException.class)
                .hasMessageContaining("named as number 5, but 0 were");
    }

    @Test
    void damageGivesSomethingOrIsFound() {
        for (long seed = 0; seed < 3_000; seed++) {
            Random random = new Random(seed);
            byte[] told = toldFirst(held(ONE, 4, 0, 9, 1), held(TWO, 4, 17, 30, 1, 2));
            told[random.nextInt(told.length)] = (byte) random.nextInt();
            byte[] cut = Arrays.copyOf(told, 1 + random.nextInt(told.length));
            try {
                List<Held> read = new SliceReader().read(cut);
                assertThat(read).hasSizeLessThanOrEqualTo(cut.length);
            } catch (CorruptBytesException expected) {
                assertThat(expected).hasMessageNotContaining("null");
            }
        }
    }

    private static byte[] toldFirst(Held... news) {
        SliceWriter fresh = new SliceWriter();
        Arrays.stream(news).forEach(fresh::add);
        return fresh.write();
    }

    /** What is attached to a batch of 64 records, its length too: each follows from one batch, of another input. */
    @Test
    void aTaskWithTwoInputsAddsLessThanATenthOfAByteToARecord() {
        Replicas here = new Replicas(1, 1);
        Replicas.Sending connection = here.sending(any -> true);
        LogOf task = new LogOf(here, "joined", 2);
        task.keep();
        connection.attach();
        int bytes = 0;
        int batches = 2_000;
        for (int i = 1; i <= batches; i++) {
            task.log.order(i % 2, 64L * i);
            task.keep();
            bytes += 1 + connection.attach().length;
        }

        assertThat((double) bytes / batches).isLessThan(0.1 * 64);
    }

    /**
     * The same in a worker that has a source, too, and each of them two channels, one of which leads to the other
     * worker: the task's connection tells of both, also of what they chose for the batches that stay, that of the
     * source of the source alone.
     */
    @Test
    void aWholeWorkerAddsLessThanAFifthOfAByteToARecord() {
        Replicas here = new Replicas(1, 1);
        List<Replicas.Sending> connections = List.of(
                here.sending(any -> true), here.sending(any -> any.chain().equals("source")));
        LogOf source = new LogOf(here, "source", 0);
        LogOf task = new LogOf(here, "joined", 2);
        source.keep();
        task.keep();
        connections.forEach(Replicas.Sending::attach);
        int bytes = 0;
        int batches = 2_000;
        for (int i = 1; i <= batches; i++) {
            for (int channel = 0; channel < 2; channel++) {
                for (int record = 0; record < 64; record++) {
                    source.log.read(0);
                }
                source.keep();
                task.log.order(channel, 64L * i);
                task.keep();
            }
            for (Replicas.Sending each : connections) {
                bytes += 1 + each.attach().length;
            }
        }

        assertThat((double) bytes / (2 * batches)).isLessThan(0.2 * 64);
    }

    private static final class LogOf {
        private final Replicas replicas;
        private final TaskId task;
        private final DeterminantLog log;

        private LogOf(Replicas replicas, String name, int inputs) {
            this.replicas = replicas;
            this.task = new TaskId(name, 0);
            this.log = new DeterminantLog(task, new long[inputs], 1, new byte[0]);
        }

        private void keep() {
            if (log.hasMore()) {
                long from = log.position();
                replicas.own(new DeterminantSlice(task, 1, log.epoch(), from, log.take()));
            }
        }
    }
}
