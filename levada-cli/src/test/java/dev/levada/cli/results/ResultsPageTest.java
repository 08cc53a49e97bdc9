package dev.levada.cli.results;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.bench.result.Configuration;
import dev.levada.bench.result.Results;
import dev.levada.cli.picture.ResultsPage;
import dev.levada.cli.timeline.ReportFile;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import tools.jackson.databind.json.JsonMapper;

final class ResultsPageTest {

    private static String page(Results results) {
        return ResultsPage.html(List.of(new ResultsPage.Part(
                "", results, ReportFile.sections("", JsonMapper.shared().valueToTree(ResultsContent.of(results))))));
    }

    private static Document parsed(String page) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        return factory.newDocumentBuilder().parse(new InputSource(new StringReader(page)));
    }

    private static List<Element> elements(Document page, String name) {
        NodeList found = page.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }

    private static List<String> headings(Document page) {
        return elements(page, "h2").stream().map(Element::getTextContent).toList();
    }

    @Test
    void isWellFormedThoughNamesHaveMarkupInThem() throws Exception {
        Document page = parsed(page(SampleResults.times(1)));

        assertThat(elements(page, "dd")).extracting(Element::getTextContent).anyMatch(text -> text.contains("<b>&\"'"));
        assertThat(elements(page, "b")).isEmpty();
    }

    @Test
    void isCompleteInItself() throws Exception {
        String text = page(SampleResults.times(1));
        Document page = parsed(text);

        Set<String> names = new LinkedHashSet<>();
        elements(page, "*").forEach(element -> {
            names.add(element.getTagName());
            for (int i = 0; i < element.getAttributes().getLength(); i++) {
                names.add(element.getAttributes().item(i).getNodeName());
            }
        });
        assertThat(names).contains("svg", "table").doesNotContain("script", "link", "img", "src", "href", "iframe");
        assertThat(text).doesNotContain("url(", "@import");
        assertThat(text.replace("http://www.w3.org/2000/svg", "")).doesNotContain("http:", "https:");
    }

    @Test
    void eachRunIsADotAndEachConfigurationALine() throws Exception {
        Document page = parsed(page(SampleResults.times(1)));

        // Two plots of throughput with four runs of both, two of one time, and four rounds against the baseline twice.
        assertThat(elements(page, "circle").stream()
                        .map(Element::getTextContent)
                        .filter(tip -> tip.startsWith("causal, run ")))
                .contains("causal, run 1: 450 k", "causal, run 4: 960 k", "causal, run 1: 400");
        assertThat(elements(page, "circle").stream()
                        .map(Element::getTextContent)
                        .filter(tip -> tip.startsWith("causal: -")))
                .hasSize(8)
                .contains("causal: -10.0%");
    }

    @Test
    void latencyOverTimeHasTheFaultInIt() throws Exception {
        Document page = parsed(page(SampleResults.times(1)));

        List<Element> faults = elements(page, "line").stream()
                .filter(line -> line.getAttribute("class").equals("fault"))
                .toList();
        assertThat(faults).hasSize(1);
        assertThat(elements(page, "polyline")).hasSize(3);
        // Both ends of the worst curve are left and right of it.
        double at = Double.parseDouble(faults.get(0).getAttribute("x1"));
        String[] points =
                elements(page, "polyline").get(0).getAttribute("points").split(" ");
        assertThat(points).hasSize(20);
        assertThat(Double.parseDouble(points[0].split(",")[0])).isLessThan(at);
        assertThat(Double.parseDouble(points[10].split(",")[0])).isEqualTo(at);
    }

    @Test
    void recoveriesAreDrawnAsTheTimelineDoes() throws Exception {
        Document page = parsed(page(SampleResults.times(1)));

        assertThat(headings(page)).contains("Recoveries, phase by phase");
        assertThat(elements(page, "rect"))
                .extracting(rect -> rect.getAttribute("class"))
                .contains("fence", "restore", "catch-up");
        assertThat(page.getDocumentElement().getTextContent()).contains("moving-average#0, attempt 2");
    }

    @Test
    void whatWasNotMeasuredHasNoHeading() throws Exception {
        Results results = SampleResults.times(1);
        Document page =
                parsed(page(results.with(List.of(results.configurations().get(0)))));

        assertThat(headings(page)).containsExactly("Each run", "Medians, and the least and the most of all runs");
    }

    @Test
    void wrongOutputIsSeenAtOnce() throws Exception {
        Results results = SampleResults.times(1);
        Configuration wrong = results.configurations().get(0).with(SampleResults.underFault(false));

        assertThat(parsed(page(results)).getDocumentElement().getTextContent())
                .doesNotContain("Output was not what it had to be");
        assertThat(parsed(page(results.with(List.of(wrong))))
                        .getDocumentElement()
                        .getTextContent())
                .contains("Output was not what it had to be", "WRONG");
    }

    @Test
    void ofNothingThereIsStillAPage() throws Exception {
        Results results = SampleResults.times(1).with(List.of());

        assertThat(headings(parsed(page(results)))).hasSize(1);
        assertThat(headings(parsed(
                        page(results.with(List.of(new Configuration(Map.of("recovery", "none"), List.of())))))))
                .hasSize(1);
    }
}
