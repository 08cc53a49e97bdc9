package dev.levada.dadstorm.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** Small configurations, and what is read from them. */
final class Texts {

    private Texts() {}

    /** An operator on one line. */
    static String operator(String id) {
        return id + " INPUT_OPS data.csv REP_FACT 1 ROUTING primary ADDRESS tcp://host:11000/op OPERATOR_SPEC COUNT";
    }

    static Configuration sound(String text) {
        Reading<Configuration> reading = DadstormParser.parseConfiguration("job", text);
        assertThat(reading.problems()).isEmpty();
        return reading.result().orElseThrow();
    }

    static Routing routing(String routing) {
        return sound(operator("OP1").replace("primary", routing))
                .operators()
                .get(0)
                .routing();
    }

    static OperatorSpec spec(String spec) {
        return sound(operator("OP1").replace("COUNT", spec)).operators().get(0).spec();
    }

    static List<String> problems(String text) {
        return shown(DadstormParser.parseConfiguration("job", text));
    }

    static List<String> shown(Reading<?> reading) {
        return reading.problems().stream().map(Problem::toString).toList();
    }
}
