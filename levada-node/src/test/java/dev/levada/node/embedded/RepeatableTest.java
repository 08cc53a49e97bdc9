package dev.levada.node.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.Sinks;
import dev.levada.api.Sources;
import dev.levada.api.Topology;
import dev.levada.api.operator.AssumeDeterministic;
import dev.levada.api.recovery.Recovery;
import dev.levada.cluster.planner.GuaranteeException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class RepeatableTest {

    private static Topology stamping() {
        Topology topology = Topology.named("stamping");
        topology.from(Sources.of("a")).map(text -> text + System.nanoTime()).to(Sinks.memory());
        return topology;
    }

    @ParameterizedTest
    @EnumSource
    void onlyWhatRepeatsExactlyIsPickyAboutOperators(Recovery.Standard recovery) {
        Embedded settings = new Embedded().recovery(recovery);
        if (recovery.repeatsExactly()) {
            assertThatThrownBy(() -> settings.plan(stamping()))
                    .isInstanceOf(GuaranteeException.class)
                    .hasMessageContaining("job 'stamping' cannot recover by " + recovery.label())
                    .hasMessageContaining("RepeatableTest.java:")
                    .hasMessageContaining("calls System.nanoTime()");
            assertThatThrownBy(() -> settings.run(stamping())).isInstanceOf(GuaranteeException.class);
            assertThatThrownBy(() -> settings.draft(stamping())).isInstanceOf(GuaranteeException.class);
        } else {
            assertThat(settings.plan(stamping()).chains()).isNotEmpty();
        }
    }

    @AssumeDeterministic("nobody looks at the time")
    private static String stamped(String text) {
        return text + System.nanoTime();
    }

    @Test
    void whatItsAuthorVouchesForIsPlanned() {
        Topology topology = Topology.named("vouched");
        topology.from(Sources.of("a"))
                .map(RepeatableTest::stamped)
                .map(text -> text + Runtime.getRuntime().availableProcessors())
                .to(Sinks.memory());
        List<String> doubts = new ArrayList<>();

        new Embedded().recovery(Recovery.pessimistic()).doubts(doubts::add).plan(topology);

        assertThat(doubts)
                .hasSize(1)
                .allSatisfy(doubt -> assertThat(doubt).contains("warning: ", "availableProcessors"));
    }
}
