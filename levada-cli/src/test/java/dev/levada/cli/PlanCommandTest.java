package dev.levada.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class PlanCommandTest {

    @Test
    void drawsChainsTasksAndEdges() {
        Outcome outcome = Outcome.of("plan", "bound", "--parallelism", "2");

        assertThat(outcome.out())
                .startsWith("bound: 3 operators")
                .contains("3 tasks: map#0 to map#2")
                .contains("└─ in turn → nowhere");
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.code()).isZero();
    }

    @Test
    void explainsTheGuaranteeOfEachSink() {
        assertThat(Outcome.of("plan", "bound", "--explain", "--guarantee", "at-least-once")
                        .out())
                .contains("nowhere: at-least-once; function shows records as they come");
    }

    @Test
    void refusesAPlanThatCannotKeepItsGuarantee() {
        assertThat(Outcome.of("plan", "bound", "--guarantee", "exactly-once").code())
                .isEqualTo(3);
        assertThat(Outcome.of("validate", "bound", "--guarantee", "exactly-once")
                        .code())
                .isEqualTo(3);
    }

    @Test
    void writesJsonThatCanBeReadBack() {
        Outcome outcome = Outcome.of("plan", "letters", "--format", "json", "--explain");

        JsonNode plan = JsonMapper.shared().readTree(outcome.out());
        assertThat(plan.get("job").asString()).isEqualTo("letters");
        assertThat(plan.get("chains"))
                .anySatisfy(
                        chain -> assertThat(chain.get("operators").toString()).contains("places"));
        assertThat(plan.at("/sinks/0/sink").asString()).isEqualTo("output");
        assertThat(plan.get("tasks").asInt()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"letters", "bound"})
    void writesBalancedDot(String pipeline) {
        String dot =
                Outcome.of("plan", pipeline, "--format", "dot", "--explain").out();

        assertThat(dot).startsWith("digraph \"" + pipeline + "\" {").contains(" -> ");
        assertThat(dot.chars().filter(c -> c == '{').count())
                .isEqualTo(dot.chars().filter(c -> c == '}').count());
        assertThat(dot.chars().filter(c -> c == '"').count() % 2).isZero();
    }

    @Test
    void knowsNoOtherFormat() {
        Outcome outcome = Outcome.of("plan", "letters", "--format", "xml");

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains("xml", "text, json, dot");
    }

    @Test
    void validatesPrograms() {
        assertThat(Outcome.of("validate", "letters").out()).startsWith("ok: letters: ");
        assertThat(Outcome.of("validate", "bound", "--set", "broken=1").code()).isEqualTo(2);
    }
}
