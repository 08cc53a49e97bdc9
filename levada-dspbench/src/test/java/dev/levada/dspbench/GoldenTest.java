package dev.levada.dspbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Generators and oracles against digests that other programs have worked out from the same specification. */
final class GoldenTest {

    @ParameterizedTest
    @CsvSource({
        "wc, 20000, 50393426577b0930, 9628, b69671cf6962c134",
        "lp, 50000, 95bff333d29d104d, 452, 56325e8c56534b64",
        "sa, 50000, 1bb7c7d5ebf2ba59, 50000, 02a670f1b8df6292",
        "ca, 50000, 0e81fd301257f470, 42850, 272ad1d7a0e8aeaf",
        "fd, 100000, d6fd62e24ae15a77, 2232, e4c1512182332657",
        "sd, 100000, 26031751ccb74d7d, 561, 4462656ea223b052",
        "wc, 1000, ee1152af7f68b272, 2772, d1fd8b1e6acbbe39",
        "lp, 2000, 6d07c9eefea001d3, 330, 2db52d15d5af2fb2",
        "sa, 2000, 0dfbcc93ef280bd9, 2000, 6835ea88a041addc",
        "ca, 2000, 23e6ba0cb7fcdead, 2326, 8437a4c366e445e4",
        "fd, 5000, a24216ac87052edc, 11, 1b5109c208a4c060",
        "sd, 5000, db913d25e2dae98a, 31, ef5dda08ec6b72c6",
    })
    void inputAndOracleAreAsSpecified(String code, long records, String input, int lines, String output) {
        Application application = Applications.find(code).orElseThrow();
        List<List<Line>> feeds = application.feeds(42).stream()
                .map(feed -> feed.first(records).toList())
                .toList();
        List<String> result = new ArrayList<>();
        application.oracle(new ArrayList<>(feeds), result::add);

        assertThat(Digest.of(
                        feeds.stream().flatMap(List::stream).map(Line::text).toList()))
                .isEqualTo(input);
        assertThat(result).hasSize(lines);
        assertThat(Digest.of(result)).isEqualTo(output);
    }
}
