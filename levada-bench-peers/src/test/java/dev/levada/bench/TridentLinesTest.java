package dev.levada.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.dspbench.Applications;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.trident.spout.ITridentSpout.BatchCoordinator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class TridentLinesTest {
    private static final Texts SENSORS = new Texts(Applications.find("sd").orElseThrow(), 42);
    private static final long COUNT = 30_000;

    private final List<String> told = new ArrayList<>();

    private BatchCoordinator<List<Long>> batches(double perSecond) {
        LoadJob job = new LoadJob("sd", 42, COUNT, perSecond, 2, System.currentTimeMillis());
        MarkedOutputs unused = new MarkedOutputs(new Load(job, SENSORS, Optional.empty(), told::add, true), 2, 1);
        return new TridentLines().getCoordinator("lines", Map.of(), context());
    }

    @SuppressWarnings("NullAway") // what is not looked at
    private static TopologyContext context() {
        return null;
    }

    @SuppressWarnings("NullAway") // as Storm calls it
    private static List<Long> cut(BatchCoordinator<List<Long>> batches, long number, @Nullable List<Long> again) {
        return batches.initializeTransaction(number, null, again);
    }

    @Test
    void batchesFollowEachOtherToTheEndAndEndAtMarks() {
        BatchCoordinator<List<Long>> batches = batches(Double.POSITIVE_INFINITY);
        Marks marks = Marks.of(COUNT, 1);
        List<Long> ends = new ArrayList<>();
        long next = 0;
        for (long number = 1; batches.isReady(number); number++) {
            List<Long> batch = cut(batches, number, null);
            assertThat(batch.get(0)).isEqualTo(next);
            assertThat(batch.get(1)).isGreaterThan(next);
            next = batch.get(1);
            ends.add(next);
        }

        assertThat(ends).contains(marks.begin(), marks.end()).endsWith(COUNT);
    }

    @Test
    void aMarkHasPassedWhenItsBatchIsCommitted() {
        BatchCoordinator<List<Long>> batches = batches(Double.POSITIVE_INFINITY);
        long begin = Marks.of(COUNT, 1).begin();
        long number = 1;
        while (cut(batches, number, null).get(1) < begin) {
            batches.success(number);
            number++;
        }
        assertThat(told).isEmpty();

        batches.success(number);
        batches.success(number);

        assertThat(told).containsExactly(Marks.BEGIN);
    }

    @Test
    void aBatchThatComesAgainIsTheSame() {
        BatchCoordinator<List<Long>> batches = batches(Double.POSITIVE_INFINITY);
        List<Long> first = cut(batches, 1, null);

        assertThat(cut(batches, 1, first)).isEqualTo(first);
        assertThat(cut(batches, 2, null).get(0)).isEqualTo(first.get(1));
    }

    @Test
    void aBatchThatFailedMayComeAgainWhenAllAreCut() {
        BatchCoordinator<List<Long>> batches = batches(Double.POSITIVE_INFINITY);
        long number = 1;
        while (cut(batches, number, null).get(1) < COUNT) {
            number++;
        }

        assertThat(batches.isReady(number)).isTrue();
        batches.success(number);
        assertThat(batches.isReady(number)).isFalse();
    }

    @Test
    void whoeverAsksKnowsWhatWasCutForOthers() {
        BatchCoordinator<List<Long>> batches = batches(Double.POSITIVE_INFINITY);
        BatchCoordinator<List<Long>> asked = new TridentLines().getCoordinator("lines", Map.of(), context());
        long number = 1;
        while (cut(batches, number, null).get(1) < COUNT) {
            number++;
        }

        assertThat(asked.isReady(number + 1)).isFalse();
        assertThat(cut(batches, number + 1, null)).containsExactly(COUNT, COUNT);
    }

    @Test
    void whatIsNotDueIsInNoBatch() {
        BatchCoordinator<List<Long>> batches = batches(1e-3);

        assertThat(batches.isReady(1)).isTrue();
        assertThat(cut(batches, 1, null)).containsExactly(0L, 1L);
        assertThat(batches.isReady(2)).isFalse();
    }
}
