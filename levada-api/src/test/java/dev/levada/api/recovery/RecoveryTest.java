package dev.levada.api.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RecoveryTest {

    @Test
    void aLabelNamesOneRecovery() {
        assertThat(Recovery.named())
                .contains(Recovery.Standard.values())
                .allSatisfy(each -> assertThat(Recovery.find(each.label())).contains(each))
                .extracting(Recovery::label)
                .doesNotHaveDuplicates()
                .contains("pessimistic", "pessimistic:content");
    }

    @Test
    void aPessimisticLogHoldsTheOrderIfNothingIsSaid() {
        assertThat(Recovery.pessimistic(Recovery.Log.ORDER)).isEqualTo(Recovery.pessimistic());
        assertThat(Recovery.pessimistic().logsContent()).isFalse();

        Recovery content = Recovery.pessimistic(Recovery.Log.CONTENT);
        assertThat(content.logsContent()).isTrue();
        assertThat(content.protocol()).isEqualTo(Recovery.Standard.PESSIMISTIC);
        assertThat(content.gives()).isEqualTo(Guarantee.EXACTLY_ONCE);
        assertThat(content.repeatsExactly()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8})
    void causalLoggingIsNamedWithHowManyWorkersItMakesUpFor(int domains) {
        Recovery recovery = Recovery.causal(domains);

        assertThat(recovery.domains()).isEqualTo(domains);
        assertThat(Recovery.find("causal:" + domains)).contains(recovery);
        assertThat(Recovery.find(recovery.label())).contains(recovery);
        assertThat(recovery.protocol()).isEqualTo(Recovery.Standard.CAUSAL);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8})
    void aReplicatedLogIsNamedWithInHowManyWorkersItIs(int domains) {
        Recovery recovery = Recovery.pessimistic(domains);

        assertThat(recovery.domains()).isEqualTo(domains);
        assertThat(Recovery.find("pessimistic:replicated-" + domains)).contains(recovery);
        assertThat(Recovery.find(recovery.label())).contains(recovery);
        assertThat(recovery.protocol()).isEqualTo(Recovery.Standard.PESSIMISTIC);
        assertThat(recovery.repeatsExactly()).isTrue();
        assertThat(recovery.logsContent()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 5, 17})
    void activeReplicationIsNamedWithInHowManyProcessesATaskIsDone(int replicas) {
        Recovery recovery = Recovery.replicated(replicas);

        assertThat(recovery.replicas()).isEqualTo(replicas);
        assertThat(recovery.domains()).isEqualTo((replicas - 1) / 2);
        assertThat(Recovery.find("replicated:" + replicas)).contains(recovery);
        assertThat(Recovery.find(recovery.label())).contains(recovery);
        assertThat(recovery.protocol()).isEqualTo(Recovery.Standard.REPLICATED);
        assertThat(recovery.gives()).isEqualTo(Guarantee.EXACTLY_ONCE);
        assertThat(recovery.repeatsExactly()).isTrue();
        assertThat(recovery.logsContent()).isTrue();
        assertThat(Recovery.pessimistic(2).replicas()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 1, 2, 4, 19})
    void aTaskIsDoneInAnOddNumberOfProcesses(int replicas) {
        assertThatThrownBy(() -> Recovery.replicated(replicas))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith(
                        "an odd number of processes from 3 to 17, so that more than half of them can be left, was %d",
                        replicas);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "none",
                "Causal",
                "causal:",
                "causal:0",
                "causal:9",
                "causal:02",
                "checkpoint:1",
                "pessimistic:replicated-9",
                "pessimistic:replicated:2",
                "pessimistic:order",
                "replicated:1",
                "replicated:4",
                "replicated:19",
                "backtracking:records",
                "backtracking:records-0",
                "backtracking:records-07",
                "backtracking:records-9999999999"
            })
    void whatIsNoLabelNamesNothing(String label) {
        assertThat(Recovery.find(label)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 1_000_000})
    void backtrackingIsNamedWithHowManyRecordsAWindowHas(int records) {
        Recovery recovery = Recovery.backtracking(records);

        assertThat(recovery.windowRecords()).isEqualTo(records);
        assertThat(Recovery.find("backtracking:records-" + records)).contains(recovery);
        assertThat(recovery.protocol()).isEqualTo(Recovery.Standard.BACKTRACKING);
        assertThat(recovery.repeatsExactly()).isTrue();
        assertThat(Recovery.backtracking().windowRecords()).isZero();
        assertThatThrownBy(() -> Recovery.backtracking(1 - records))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a window has 1 record or more, was %d", 1 - records);
    }

    @Test
    void backtrackingTakesInputsAsTheyComeIfNothingIsSaid() {
        assertThat(Recovery.backtracking(Recovery.Inputs.AS_THEY_COME)).isEqualTo(Recovery.backtracking());
        assertThat(Recovery.backtracking().mergesInputs()).isFalse();

        Recovery merging = Recovery.backtracking(Recovery.Inputs.MERGED);
        assertThat(merging.mergesInputs()).isTrue();
        assertThat(merging.windowRecords()).isZero();
        assertThat(Recovery.find("backtracking:merge")).contains(merging);
        assertThat(merging.protocol()).isEqualTo(Recovery.Standard.BACKTRACKING);
        assertThat(merging.repeatsExactly()).isTrue();
    }

    @Test
    void oneWorkerIsWhatIsMeantIfNoneAreNamed() {
        assertThat(Recovery.causal(1)).isEqualTo(Recovery.causal());
        assertThat(Recovery.replicated(3)).isEqualTo(Recovery.replicated());
        assertThat(Recovery.replicated().label()).isEqualTo("replicated");
        assertThat(Recovery.causal().label()).isEqualTo("causal");
        assertThat(Recovery.pessimistic(1).label()).isEqualTo("pessimistic:replicated");
    }

    @Test
    void aLogCanBeOnTheHost() {
        assertThat(Recovery.find("pessimistic:local")).contains(Recovery.pessimisticOnHost());
        assertThat(Recovery.pessimisticOnHost().logsOnHost()).isTrue();
        assertThat(Recovery.pessimisticOnHost().domains()).isZero();
        assertThat(Recovery.pessimistic().logsOnHost()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 9})
    void soManyWorkersCannotBeMadeUpFor(int domains) {
        assertThatThrownBy(() -> Recovery.causal(domains))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("causal logging makes up for 1 to 8 workers, was %d", domains);
        assertThatThrownBy(() -> Recovery.pessimistic(domains))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a log can be in the memory of 1 to 8 other workers, was %d", domains);
    }
}
