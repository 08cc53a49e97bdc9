package dev.levada.cli.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.recovery.Recovery;
import dev.levada.cli.terminal.CommandException;
import org.junit.jupiter.api.Test;

final class RecoveryLabelsTest {

    @Test
    void aProtocolHasItsNameAndBacktrackingAShortOneToo() {
        assertThat(RecoveryLabels.parse("Causal")).isEqualTo(Recovery.causal());
        assertThat(RecoveryLabels.parse("backtracking")).isEqualTo(Recovery.backtracking());
        assertThat(RecoveryLabels.parse("backtrack")).isEqualTo(Recovery.backtracking());
        assertThatThrownBy(() -> RecoveryLabels.parse("casual"))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("did you mean 'causal'");
    }
}
