package dev.levada.connectors.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.connector.SinkTask;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class TaskKeyTest {

    @Test
    void namesAreKeptIfTheyArePlainAndDifferIfTheyAreNot() {
        assertThat(TaskKey.part("hot-spikes_2.x")).isEqualTo("hot-spikes_2.x");
        List<String> names = List.of(
                "",
                "a",
                "A",
                "a ",
                "a/b",
                "a_b",
                "a'b",
                "a%b",
                "é",
                "\uD800",
                "\uD801",
                "a~" + TaskKey.part("A").substring(2),
                "x".repeat(44),
                "x".repeat(45),
                "x".repeat(46));
        assertThat(names.stream()
                        .map(name -> TaskKey.part(name).toLowerCase(Locale.ROOT).strip()))
                .doesNotHaveDuplicates()
                .allMatch(part -> part.matches("[a-z0-9._~-]{1,44}"));
    }

    @Test
    void theLongestNameOfATransactionFits() {
        String longest = "X".repeat(300);
        SinkTask task = new SinkTask(longest, longest, longest, Integer.MAX_VALUE, 1, Long.MAX_VALUE, List.of());
        Gid gid = new Gid(TaskKey.of(task), Long.MAX_VALUE, Long.MAX_VALUE);
        assertThat(gid.toString()).hasSizeLessThan(200);
        assertThat(gid.task()).hasSizeLessThanOrEqualTo(160);
        assertThat(Gid.of(gid.toBytes())).isEqualTo(gid);
        assertThatThrownBy(() -> Gid.parse(gid + "'")).isInstanceOf(IllegalArgumentException.class);
    }
}
