package dev.levada.node.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GatheringTest {
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private record Use(long beginning, List<Integer> what) {}

    private final List<Use> uses = new ArrayList<>(); // of the gathering's thread until it is closed

    private boolean use(List<Integer> gathered) {
        uses.add(new Use(System.nanoTime(), List.copyOf(gathered)));
        return true;
    }

    private static void close(Gathering<?> gathering) throws InterruptedException {
        CountDownLatch closed = new CountDownLatch(1);
        gathering.close(closed::countDown);
        closed.await();
    }

    private List<Integer> used() {
        return uses.stream().flatMap(each -> each.what().stream()).toList();
    }

    @Test
    void allIsUsedOnceInItsOrderAndNotOftenerThanOnceInAPause() throws InterruptedException {
        long start = System.nanoTime();
        Gathering<Integer> gathering = new Gathering<>("test", PAUSE_NANOS, this::use);
        List<Integer> added = new ArrayList<>();
        while (System.nanoTime() < start + 20 * PAUSE_NANOS) {
            added.add(added.size());
            gathering.add(added.size() - 1);
        }
        close(gathering);

        assertThat(used()).isEqualTo(added);
        List<Use> paced = uses.subList(0, uses.size() - 1); // the last may be that of the closing
        long most = (paced.get(paced.size() - 1).beginning() - start) / PAUSE_NANOS + 1;
        assertThat((long) paced.size()).isBetween(2L, most);
    }

    @Test
    void whatIsRefusedIsGivenAgainWithWhatHasComeMeanwhile() throws InterruptedException {
        LinkedBlockingQueue<List<Integer>> given = new LinkedBlockingQueue<>();
        AtomicInteger times = new AtomicInteger();
        Gathering<Integer> gathering = new Gathering<>("test", PAUSE_NANOS, gathered -> {
            given.add(List.copyOf(gathered));
            return times.incrementAndGet() > 1;
        });
        gathering.add(1);
        List<Integer> first = given.take();
        gathering.add(2);
        List<Integer> second = given.take();
        close(gathering);

        assertThat(first).containsExactly(1);
        assertThat(second).containsExactly(1, 2);
        assertThat(given).isEmpty();
    }

    @Test
    void whatGathersIsUsedBeforeItIsClosedAndNothingAfterwards() throws InterruptedException {
        Gathering<Integer> gathering = new Gathering<>("test", TimeUnit.DAYS.toNanos(1), this::use);
        IntStream.range(0, 1_000).forEach(gathering::add);
        close(gathering);
        gathering.add(1_000);

        assertThat(used()).isEqualTo(IntStream.range(0, 1_000).boxed().toList());
    }
}
