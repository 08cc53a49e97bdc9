package dev.levada.cli.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.recovery.Recovery;
import dev.levada.cli.terminal.CommandException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RecoveryLabelsTest {

    @Test
    void aProtocolHasItsNameAndBacktrackingAShortOneToo() {
        assertThat(RecoveryLabels.parse("Causal")).isEqualTo(Recovery.causal());
        assertThat(RecoveryLabels.parse("backtracking")).isEqualTo(Recovery.backtracking());
        assertThat(RecoveryLabels.parse("backtrack")).isEqualTo(Recovery.backtracking());
        assertThat(RecoveryLabels.parse("backtracking:records-50")).isEqualTo(Recovery.backtracking(50));
        assertThat(RecoveryLabels.parse("backtrack:records-1")).isEqualTo(Recovery.backtracking(1));
        assertThatThrownBy(() -> RecoveryLabels.parse("backtracking:records-0"))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("behind the hyphen the number of records was expected");
        assertThat(RecoveryLabels.parse("Causal:1")).isEqualTo(Recovery.causal());
        assertThat(RecoveryLabels.parse("causal:2")).isEqualTo(Recovery.causal(2));
        assertThat(RecoveryLabels.parse("pessimistic:content")).isEqualTo(Recovery.pessimistic(Recovery.Log.CONTENT));
        assertThat(RecoveryLabels.parse("pessimistic:replicated-2")).isEqualTo(Recovery.pessimistic(2));
        assertThatThrownBy(() -> RecoveryLabels.parse("pessimistic:replicated-9"))
                .hasMessageContaining("behind the hyphen the number of workers was expected");
        assertThatThrownBy(() -> RecoveryLabels.parse("pessimistic:contents"))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("did you mean 'pessimistic:content'");
        assertThat(RecoveryLabels.parse("Replicated:3")).isEqualTo(Recovery.replicated());
        assertThat(RecoveryLabels.parse("replicated:5")).isEqualTo(Recovery.replicated(5));
        assertThatThrownBy(() -> RecoveryLabels.parse("replicated:4"))
                .hasMessageEndingWith(
                        "the number of processes was expected that do what a task does, odd, from 3 to 17");
        assertThatThrownBy(() -> RecoveryLabels.parse("casual"))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("did you mean 'causal'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"causal:0", "causal:9", "causal:02", "causal:x", "causal:", "causal:-1"})
    void whatIsNoNumberOfWorkersIsRefusedWithWhatIsAllowed(String label) {
        assertThatThrownBy(() -> RecoveryLabels.parse(label))
                .isInstanceOf(CommandException.class)
                .hasMessage(
                        "recovery '%s': behind the colon the number of workers was expected that may fail at once,"
                                + " from 1 to 8",
                        label);
    }
}
