package dev.levada.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.graph.Definition;
import dev.levada.api.graph.Operator;
import dev.levada.api.graph.Partitioning;
import dev.levada.api.operator.BroadcastProcessor;
import dev.levada.api.operator.Context;
import dev.levada.api.operator.Mapper;
import dev.levada.api.state.BroadcastStates;
import dev.levada.api.state.MapState;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BroadcastProcessingTest {
    private final FakeContext<String> context = new FakeContext<>();
    private final Topology topology = Topology.named("rules");

    /** Says what a rule says; takes a record for a rule if it is told to. */
    @SuppressWarnings("NullAway.Init") // open() comes first
    private static final class Rules implements BroadcastProcessor<String, Integer, String> {
        private MapState<Integer, String> known;

        @Override
        public void open(Context<String> context, BroadcastStates broadcast) {
            known = broadcast.map("known");
        }

        @Override
        public void process(String value, Context<String> context) {
            if (value.equals("wrong")) {
                known.put(0, value);
            }
            context.emit(value + known.size());
        }

        @Override
        public void processBroadcast(Integer value, Context<String> context) {
            if (value < 0) {
                throw new IllegalArgumentException("below 0");
            }
            known.put(value, "rule");
        }
    }

    @Test
    void eachInputHasItsMethodAndOnlyOneMayChangeWhatAllKnow() throws Exception {
        BroadcastProcessing<String, Integer, String> rules = new BroadcastProcessing<>(new Rules());
        context.key("k");
        rules.open(context);

        rules.process("a", context);
        rules.process(new Cast<>(1), context);
        rules.process("b", context);
        assertThat(context.take()).isEqualTo(List.of("a0", "b1"));
        assertThatThrownBy(() -> rules.process("wrong", context))
                .hasMessage(
                        "broadcast state 'known' is changed for something that is not broadcast: the other tasks would"
                                + " not change theirs; do it in processBroadcast(...)");
        assertThatThrownBy(() -> rules.process(new Cast<>(-1), context)).hasMessage("below 0");
        assertThatThrownBy(() -> rules.process("wrong", context)).hasMessageContaining("is not broadcast");
    }

    private Operator operator(String name) {
        return topology.graph().operators().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void recordsComeByKeyAndTheOthersToEveryTask() throws Exception {
        Broadcast<Integer> numbers = topology.from("numbers", Sources.of(1)).broadcast();
        topology.from("words", Sources.of("one"))
                .keyBy(String::length)
                .connect(numbers)
                .process("rules", Rules::new)
                .to(Sinks.discard());

        Operator rules = operator("rules");
        assertThat(rules.inputs()).extracting(Operator.Input::from).containsExactly("words", "rules-broadcast");
        assertThat(rules.inputs().get(0).partitioning()).isInstanceOf(Partitioning.ByKey.class);
        assertThat(rules.inputs().get(1).partitioning()).isEqualTo(Partitioning.broadcast());
        Definition.Transform transform = (Definition.Transform) rules.definition();
        @SuppressWarnings("unchecked")
        Mapper<Object, Object> key = (Mapper<Object, Object>) transform.key().orElseThrow();
        assertThat(key.apply("three")).isEqualTo(5);
        assertThat(key.apply(new Cast<>(1))).isNull();
    }

    @Test
    void timeIsThatOfTheRecordsTheOperatorIsAbout() {
        Broadcast<Integer> numbers = topology.from("numbers", Sources.of(1)).broadcast();
        Stream<String> ruled = topology.from("words", Sources.of("one"))
                .eventTimeMillis(String::length, Duration.ZERO)
                .connect(numbers)
                .process("rules", Rules::new);

        ruled.keyBy(word -> word).tumblingWindows(Duration.ofSeconds(1)).count("counts");
        assertThat(topology.graph().operators()).hasSize(5);
    }

    @Test
    void streamsOfTwoTopologiesDoNotMeet() {
        Broadcast<Integer> others =
                Topology.named("others").from("numbers", Sources.of(1)).broadcast();
        Connected<String, Integer> connected =
                topology.from("words", Sources.of("one")).connect(others);

        assertThatThrownBy(() -> connected.process("rules", Rules::new))
                .hasMessage("cannot connect a stream of topology 'rules' with one of topology 'others'");
    }
}
