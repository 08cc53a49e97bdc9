package dev.levada.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.recovery.Recovery;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

final class TimelineTest {

    @Test
    void drawsACurveForEachRoundAndAMarkForEachFault()
            throws IOException, SAXException, ParserConfigurationException {
        RoundResult round = new RoundResult(
                5,
                Recovery.checkpoint(),
                RoundResult.Outcome.RIGHT,
                new Verdict(0, 0, 0, List.of()),
                List.of(
                        new RoundResult.Struck(Fault.KILL_WORKER, 1, 0, "one", 500),
                        new RoundResult.Struck(Fault.PARTITION, 2, 300, "two", 900)),
                0,
                List.of(new RoundResult.Sample(1, 10), new RoundResult.Sample(3, 20)),
                4,
                1,
                List.of(),
                List.of(),
                Path.of("gone"));
        Document svg = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(Timeline.svg(List.of(round, round)))));
        assertThat(svg.getElementsByTagName("polyline").getLength()).isEqualTo(2);
        assertThat(svg.getElementsByTagName("line").getLength()).isEqualTo(4);
        assertThat(svg.getDocumentElement().getTextContent()).contains("seed 5", "kill-worker, 0.5 s");
    }
}
