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
                .containsPattern(
                        "sink nowhere +at-least-once +what a lost task had not acknowledged is processed again")
                .containsPattern("map → nowhere +at-least-once ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "at-most-once",
                "at-least-once",
                "at-least-once-snapshot",
                "checkpoint",
                "pessimistic",
                "pessimistic:content",
                "pessimistic:local",
                "pessimistic:replicated",
                "pessimistic:replicated-2",
                "causal",
                "causal:2",
                "optimistic",
                "backtracking",
                "backtracking:records-100",
                "backtracking:merge",
                "replicated",
                "replicated:5"
            })
    void plansWithEveryProtocolThereIs(String recovery) {
        assertThat(Outcome.of("plan", "letters", "--recovery", recovery).out()).contains(", recovery " + recovery);
    }

    @Test
    void explainsHowManyWorkersMayFailIfOperatorsDiffer() {
        assertThat(Outcome.of("plan", "letters", "--explain", "--recovery", "causal:2")
                        .out())
                .contains("shared with 2 other workers, the most that an operator asks for")
                .contains("It needs 3 workers or more.");
        assertThat(Outcome.of("plan", "letters", "--explain", "--recovery", "causal")
                        .out())
                .doesNotContain("other workers");
    }

    @Test
    void explainsWhatIsLogged() {
        assertThat(Outcome.of("plan", "letters", "--explain", "--recovery", "pessimistic:content")
                        .out())
                .contains("takes the same again from its own log", "none needs another's memory to come back");
        assertThat(Outcome.of("plan", "letters", "--explain", "--recovery", "pessimistic")
                        .out())
                .contains("does the same again by its log")
                .doesNotContain("from its own log", "another's memory", "in the memory of other workers");
        assertThat(Outcome.of("plan", "letters", "--explain", "--recovery", "pessimistic:replicated")
                        .out())
                .contains("log what they choose, not what they take, in the memory of other workers");
        assertThat(Outcome.of("plan", "letters", "--explain", "--recovery", "pessimistic:local")
                        .out())
                .contains("by its log, which is on its host")
                .contains("It outlasts any number of workers, and not the host or its disk");
    }

    @Test
    void explainsWhoHasFollowers() {
        assertThat(Outcome.of("plan", "letters", "--explain", "--recovery", "replicated:5")
                        .out())
                .contains("Tasks of chain source have no followers, as they have a source or a sink")
                .contains("by what 2 other workers hold of their log")
                .doesNotContain("pessimistic:content");
    }

    @Test
    void explainsWhoKeepsToEpochsAndWhy() {
        assertThat(Outcome.of("plan", "letters", "--explain", "--recovery", "backtracking:records-100")
                        .out())
                .contains("its snapshot after so many records", "keeps to epochs: it reads a source");
        assertThat(Outcome.of("plan", "letters", "--explain", "--recovery", "backtracking")
                        .out())
                .doesNotContain("keeps to epochs");
    }

    @Test
    void explainsWhoMergesItsInputsAndWhoLogsAllTheSame() {
        assertThat(Outcome.of("plan", "letters", "--explain", "--recovery", "backtracking:merge")
                        .out())
                .contains("takes several inputs in a fixed order", "logs what it chooses: it reads a source");
        assertThat(Outcome.of("plan", "letters", "--explain", "--recovery", "backtracking")
                        .out())
                .doesNotContain("fixed order");
    }

    @Test
    void refusesToRunInFewerWorkersThanItsRecoveryNeeds() {
        Outcome alone = Outcome.of("run", "letters", "--recovery", "causal:2");

        assertThat(alone.code()).isEqualTo(2);
        assertThat(alone.err()).contains("needs at least 3, and the job has 1", "let the operator recover by causal");
        assertThat(Outcome.of("run", "letters", "--recovery", "pessimistic:replicated-2")
                        .err())
                .contains("needs at least 3, and the job has 1", "let the operator recover by pessimistic:replicated");
    }

    @Test
    void refusesAPlanThatCannotKeepItsGuarantee() {
        assertThat(Outcome.of("plan", "bound", "--guarantee", "exactly-once").code())
                .isEqualTo(3);
        assertThat(Outcome.of("validate", "bound", "--guarantee", "exactly-once")
                        .code())
                .isEqualTo(3);
        Outcome weak = Outcome.of("plan", "letters", "--guarantee", "exactly-once", "--recovery", "at-least-once");
        assertThat(weak.code()).isEqualTo(3);
        assertThat(weak.err())
                .contains("cannot give exactly-once: the job recovers by at-least-once")
                .contains("recover by checkpoint, or ask for at-least-once");
    }

    @Test
    void explainsEdgesAndCallsInJsonIfAsked() {
        JsonNode plan = JsonMapper.shared()
                .readTree(Outcome.of("plan", "bound", "--format", "json", "--explain", "--parallelism", "3")
                        .out());
        assertThat(plan.at("/chains/1/calls/0/from").asString()).isEqualTo("map");
        assertThat(plan.at("/chains/1/calls/0/reason").asString()).isNotBlank();
        assertThat(plan.at("/edges/0/guarantee").asString()).isEqualTo("at-most-once");

        assertThat(Outcome.of("plan", "bound", "--format", "json").out())
                .doesNotContain("reason")
                .doesNotContain("calls")
                .doesNotContain("sinks");
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
