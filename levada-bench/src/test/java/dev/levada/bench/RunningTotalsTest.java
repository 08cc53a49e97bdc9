package dev.levada.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.dspbench.Applications;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RunningTotalsTest {
    private static final List<String> LAST =
            List.of("VIS|3|2", "REP|/a|c1|1", "REP|/b|c2|0", "GEO|DE|2|Ulm|1", "GEO|DE|2|Bonn|1", "GEO|AT|1|Graz|1");

    private static Tally expected(List<String> lines) {
        RunningTotals.Expected expected = new RunningTotals.Expected();
        lines.forEach(expected::add);
        return expected.tally();
    }

    private static Tally tally(Stream<String> lines) {
        Tally.Adder all = new Tally.Adder();
        lines.forEach(line -> RunningTotals.add(all, line));
        return all.tally();
    }

    /** Client c1 comes twice, from Ulm and from Bonn, and c2 from Graz. */
    private static Stream<String> grown(String thirdVisit, String ulm, String bonn) {
        return Stream.of(
                "VIS|1|1",
                "VIS|2|2",
                thirdVisit,
                "REP|/a|c1|0",
                "REP|/a|c1|1",
                "REP|/b|c2|0",
                ulm,
                bonn,
                "GEO|AT|1|Graz|1");
    }

    @Test
    void eachTotalComesToEachNumberWhateverItComesWith() {
        assertThat(tally(grown("VIS|3|2", "GEO|DE|1|Ulm|1", "GEO|DE|2|Bonn|1"))).isEqualTo(expected(LAST));
        assertThat(tally(grown("VIS|3|2", "GEO|DE|2|Ulm|1", "GEO|DE|1|Bonn|1"))).isEqualTo(expected(LAST));
        assertThat(tally(Stream.of("VIS|1|1", "VIS|2|1", "VIS|3|2"))).isEqualTo(expected(List.of("VIS|3|2")));
    }

    @Test
    void oneThatIsLostOrDoubledOrOtherIsSeen() {
        Tally right = expected(LAST);
        assertThat(tally(grown("VIS|3|3", "GEO|DE|1|Ulm|1", "GEO|DE|2|Bonn|1"))).isNotEqualTo(right);
        assertThat(tally(grown("VIS|2|2", "GEO|DE|1|Ulm|1", "GEO|DE|2|Bonn|1"))).isNotEqualTo(right);
        assertThat(tally(grown("VIS|3|2", "GEO|DE|1|Ulm|1", "GEO|DE|1|Bonn|1"))).isNotEqualTo(right);
        assertThat(tally(grown("VIS|3|2", "GEO|DE|1|Ulm|1", "GEO|DE|2|Bonn|2"))).isNotEqualTo(right);
        assertThat(tally(grown("VIS|3|2", "GEO|DE|1|Ulm|1", "GEO|DE|2|Ulm|2"))).isNotEqualTo(right);
        assertThat(tally(grown("VIS|3|2", "GEO|DE|1|Ulm|1", "GEO|DE|2|Bonn|1").skip(3)))
                .isNotEqualTo(right);
    }

    @Test
    void partsOfALineCountAsTheLineThatTheyWouldBe() {
        Tally.Adder cut = new Tally.Adder();
        cut.add("GEO|DE|12|Ulm|3", 6, 9);
        Tally.Adder whole = new Tally.Adder();
        whole.add("GEO|DE|Ulm|3");
        assertThat(cut.tally()).isEqualTo(whole.tally());
    }

    @Test
    void theLastOfANumberIsThatOfAllParts() {
        assertThat(new Tally(1, 1, 7).plus(new Tally(1, 1, 3)).last()).isEqualTo(7);
        assertThat(new Tally(1, 1, 3).plus(new Tally(1, 1, 7)).last()).isEqualTo(7);
    }

    /** The oracle's last lines are not what comes out, but by one record of each total. */
    @ParameterizedTest
    @ValueSource(strings = {"lp", "ca"})
    void moreHasToComeThanTheLastOfEach(String code) {
        Texts texts = new Texts(Applications.find(code).orElseThrow(), 42);
        List<String> lines = new ArrayList<>();
        Applications.find(code).orElseThrow().oracle(List.of(texts.first(2_000)), 42, lines::add);
        Tally all = ExpectedOutput.of(code, texts, 42, 2_000);
        Collections.shuffle(lines, new Random(1));

        assertThat(expected(lines)).isEqualTo(all);
        assertThat(tally(lines.stream()).records()).isLessThan(all.records());
    }
}
