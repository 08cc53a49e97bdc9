package dev.levada.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.levada.api.graph.Graph;
import dev.levada.api.graph.Operator;
import dev.levada.api.graph.Partitioning;
import dev.levada.api.operator.DeadLetter;
import dev.levada.api.operator.ErrorPolicy;
import dev.levada.api.recovery.Recovery;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopologyTest {
    private final Topology topology = Topology.named("job");
    private final Stream<String> words = topology.from(Sources.of("a", "b"));

    private Operator operator(String name) {
        return topology.graph().operators().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void givesItsOperatorsInTheOrderInWhichTheyWereWritten() {
        words.map(String::length)
                .filter(length -> length > 1)
                .keyBy(length -> length)
                .count("counts")
                .to(Sinks.discard());
        Graph graph = topology.graph();

        assertThat(graph.job()).isEqualTo("job");
        assertThat(graph.operators())
                .extracting(Operator::name)
                .containsExactly("source", "map", "filter", "counts", "sink");
        assertThat(graph.operators().get(3).inputs())
                .extracting(Operator.Input::from, input -> input.partitioning().label())
                .containsExactly(tuple("filter", "by key"));
    }

    @Test
    void numbersOperatorsOfOneKind() {
        words.map(String::length).map(length -> length + 1).map(length -> length + 1);

        assertThat(topology.graph().operators())
                .extracting(Operator::name)
                .containsExactly("source", "map", "map-2", "map-3");
    }

    @Test
    void keepsTheSettingsOfAnOperator() {
        words.map(String::length)
                .named("lengths")
                .parallelism(3)
                .onError(ErrorPolicy.skip())
                .recover(Recovery.none())
                .apart()
                .blocking();
        Operator lengths = operator("lengths");

        assertThat(lengths.parallelism()).isEqualTo(3);
        assertThat(lengths.onError()).isEqualTo(ErrorPolicy.skip());
        assertThat(lengths.recovery()).contains(Recovery.none());
        assertThat(lengths.apart()).isTrue();
        assertThat(lengths.blocking()).isTrue();
        assertThat(operator("source").recovery()).isEqualTo(Optional.empty());
        assertThat(operator("source").apart()).isFalse();
        assertThat(operator("source").blocking()).isFalse();
    }

    @Test
    void aSinkRecoversAsWhatItReadsUnlessThatDiffers() {
        Stream<Integer> lengths = words.map(String::length).recover(Recovery.causal());
        Stream<Integer> others = words.map(String::length).recover(Recovery.pessimistic());
        lengths.to("one", Sinks.discard());
        lengths.merge(others).to("two", Sinks.discard());
        words.to("none", Sinks.discard());

        assertThat(operator("one").recovery()).contains(Recovery.causal());
        assertThat(operator("two").recovery()).isEmpty();
        assertThat(operator("none").recovery()).isEmpty();
    }

    @Test
    void followsARenamedOperatorInTheStreamsThatComeFromIt() {
        Stream<Integer> lengths = words.map(String::length);
        lengths.to("out", Sinks.discard());
        lengths.named("lengths");

        assertThat(operator("out").inputs()).extracting(Operator.Input::from).containsExactly("lengths");
    }

    @Test
    void mergesAndSplitsStreams() {
        Stream.Split<String> split = words.split(word -> word.equals("a"));
        split.matching()
                .merge(split.others().partition(Partitioning.broadcast()))
                .to("out", Sinks.discard());

        assertThat(operator("out").inputs())
                .containsExactly(
                        new Operator.Input("split", "", Partitioning.any()),
                        new Operator.Input("split", "others", Partitioning.broadcast()));
    }

    @Test
    void closesALoopWithWhatComesFromIt() {
        Loop<String> loop = words.loop("loop");
        Stream.Split<String> split = loop.stream().map(word -> word + "a").split(word -> word.length() > 3);
        loop.feedBack(split.others().partition(Partitioning.inTurn()));
        split.matching().to("out", Sinks.discard());

        assertThat(operator("loop").inputs()).containsExactly(new Operator.Input("source", "", Partitioning.any()));
        assertThat(operator("loop").feedback())
                .containsExactly(new Operator.Input("split", "others", Partitioning.inTurn()));
        assertThat(topology.openEnds()).isEmpty();
        assertThatThrownBy(() -> loop.feedBack(split.others()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("loop 'loop' is closed already");
    }

    @Test
    void refusesALoopThatIsNotClosedOrNotALoop() {
        Loop<String> loop = words.loop("loop");

        assertThatThrownBy(topology::graph)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("loop 'loop' is not closed; say with feedBack(...) which records come back to it");
        assertThatThrownBy(() -> loop.feedBack(words))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("'source' does not come from loop 'loop'");
        assertThatThrownBy(() -> loop.feedBack(loop.stream()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("loop 'loop' cannot be fed back as it is");
        assertThatThrownBy(() -> loop.feedBack(
                        Topology.named("other").from(Sources.of("c")).map(word -> word)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("of topology 'other'");
    }

    @Test
    void refusesWindowsThatLeaveRecordsOutOrHaveNone() {
        KeyedStream<String, String> keyed = words.keyBy(word -> word);

        assertThatThrownBy(() -> keyed.countWindows(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a window has at least 1 record, was 0");
        assertThatThrownBy(() -> keyed.countWindows(3, 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("windows of 3 records begin every 1 to 3 records");
    }

    @Test
    void readsDeadLettersFromTheirOutput() {
        Stream<DeadLetter> errors =
                words.map(String::length).onError(ErrorPolicy.deadLetter()).errors();
        errors.to("dead", Sinks.discard());

        assertThat(operator("dead").inputs())
                .extracting(Operator.Input::from, Operator.Input::output)
                .containsExactly(tuple("map", "errors"));
    }

    @Test
    void letsASinkFixItsParallelism() {
        words.to("print", Sinks.stdout());

        assertThat(operator("print").parallelism()).isEqualTo(1);
    }

    @Test
    void refusesBlankNames() {
        assertThatThrownBy(() -> Topology.named(" ")).hasMessage("a topology needs a name that is not blank");
        assertThatThrownBy(() -> words.to(" ", Sinks.discard())).hasMessage("an operator's name must not be blank");
    }

    @Test
    void refusesTwoOperatorsOfOneName() {
        words.to("out", Sinks.discard());

        assertThatThrownBy(() -> words.to("out", Sinks.discard()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("topology 'job' has an operator 'out' already; give one of the two another name");
        assertThatThrownBy(() -> words.map(String::length).named("out"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("topology 'job' has an operator 'out' already");
    }

    @Test
    void refusesAGraphWithoutASource() {
        assertThatThrownBy(() -> Topology.named("empty").graph())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("topology 'empty' has no source; start it with from(...)");
    }

    @Test
    void refusesToMergeStreamsOfTwoTopologies() {
        Stream<String> foreign = Topology.named("other").from(Sources.of("c"));

        assertThatThrownBy(() -> words.merge(foreign))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cannot merge a stream of topology 'other' into one of topology 'job'");
    }

    @Test
    void refusesASettingOnAMergedStream() {
        Stream<String> merged = words.merge(topology.from(Sources.of("c")));

        assertThatThrownBy(() -> merged.parallelism(2))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a merged stream comes from several operators; make the setting on each of them before"
                        + " merging");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 32_769})
    void refusesAParallelismOutOfRange(int tasks) {
        assertThatThrownBy(() -> words.parallelism(tasks))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("operator 'source': parallelism must be from 1 to 32768, was " + tasks);
    }

    @Test
    void acceptsTheLargestParallelism() {
        words.parallelism(32_768);

        assertThat(operator("source").parallelism()).isEqualTo(32_768);
    }

    @Test
    void keepsAGraphAsItWas() {
        Graph before = topology.graph();
        words.to(Sinks.discard());

        assertThat(before.operators()).extracting(Operator::name).isEqualTo(List.of("source"));
    }
}
