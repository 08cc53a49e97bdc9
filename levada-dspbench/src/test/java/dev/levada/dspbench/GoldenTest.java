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
        "mo, 40000, 08b4d5592b8f2cb8, 573, 62c58f9a4f7e40cd",
        "tt, 50000, 1bb7c7d5ebf2ba59, 504, edb4cf20be65b773",
        "sf, 2000, d18c113cb22dd231, 2000, 70c94fbf40269284",
        "bi, 50000, ffb98a25cf87c5d5, 12438, 48d5f8c177826f69",
        "rl, 20000, ff00df93d055525a, 20000, 7e7af50beea2a1ab",
        "sg, 43200, 5cb36055e3e15993, 8054, c56c2410f6e314a5",
        "tm, 50000, 2fb7fc308524beeb, 40121, c03bd00b0190c7ab",
        "vs, 50000, e41b1ff8ae042971, 5859, 84fd6bdcb0039a46",
        "aa, 50000, 8677c2c546c036e3, 12201, 2f3b46f2612f2b47",
        "mo, 4000, 51c81f4216fcaf5d, 82, 7e258b88b92892b8",
        "tt, 2000, 0dfbcc93ef280bd9, 24, ccb45a94c8c1e088",
        "sf, 200, 5bf71bc5c1a7f434, 200, 328e4f0b95e6aec2",
        "bi, 2000, 676ae0add2a1948c, 537, 80389c5e9f2a540c",
        "rl, 6000, 1d83ca0ec773cac2, 6000, e4b17260a66040f1",
        "sg, 4800, 8c68b49581b06026, 939, dcb1d5aac2794b41",
        "tm, 2000, 35147fc11a1489a3, 1591, 99054a3aecf71b7e",
        "vs, 4000, 14560ee8679fe7ad, 1692, 02f6af783faec962",
        "aa, 2000, 253faa85668aa6b4, 579, 4d46298dd47f7fe3",
    })
    void inputAndOracleAreAsSpecified(String code, long records, String input, int lines, String output) {
        Application application = Applications.find(code).orElseThrow();
        List<List<Line>> feeds = application.feeds(42).stream()
                .map(feed -> feed.first(records).toList())
                .toList();
        List<String> result = new ArrayList<>();
        application.oracle(new ArrayList<>(feeds), 42, result::add);

        assertThat(Digest.of(
                        feeds.stream().flatMap(List::stream).map(Line::text).toList()))
                .isEqualTo(input);
        assertThat(result).hasSize(lines);
        assertThat(Digest.of(result)).isEqualTo(output);
    }
}
