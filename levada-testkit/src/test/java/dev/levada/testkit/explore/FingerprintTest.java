package dev.levada.testkit.explore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class FingerprintTest {
    private final Fingerprint fingerprint = new Fingerprint(type -> false, thing -> null);

    private static final class Node {
        final long number;
        final transient long counted;
        final List<Node> others = new ArrayList<>();

        Node(long number, long counted) {
            this.number = number;
            this.counted = counted;
        }

        @Override
        public String toString() {
            return number + ", counted " + counted;
        }
    }

    @Test
    void equalContentsAreTheSameState() {
        Node one = new Node(1, 2);
        one.others.add(new Node(3, 4));
        one.others.add(one);
        Node other = new Node(1, 5);
        other.others.add(new Node(3, 6));
        other.others.add(other);

        assertThat(fingerprint.of(one)).isEqualTo(fingerprint.of(other));
    }

    @Test
    void otherContentsAreAnotherState() {
        Node one = new Node(1, 0);
        Node other = new Node(1, 0);
        other.others.add(new Node(2, 0));

        assertThat(fingerprint.of(one))
                .isNotEqualTo(fingerprint.of(other))
                .isNotEqualTo(fingerprint.of(new Node(2, 0)));
    }

    @Test
    void theOrderCountsInListsAndNotInMaps() {
        Map<String, Integer> one = new LinkedHashMap<>();
        one.put("a", 1);
        one.put("b", 2);
        Map<String, Integer> other = new LinkedHashMap<>();
        other.put("b", 2);
        other.put("a", 1);

        assertThat(fingerprint.of(one)).isEqualTo(fingerprint.of(other));
        assertThat(fingerprint.of(List.of("a", "b"))).isNotEqualTo(fingerprint.of(List.of("b", "a")));
    }

    /** Wherever it is met first, and whatever it points back to. */
    @Test
    void whatHasANameIsToldApartByIt() {
        Fingerprint named = new Fingerprint(type -> false, FingerprintTest::nameOf);
        Node one = new Node(1, 0);
        Node two = new Node(2, 0);
        one.others.add(two);
        two.others.add(one);

        assertThat(named.of(List.of(one.others, one))).isEqualTo(named.of(List.of(new ArrayList<>(List.of(two)), one)));
        assertThat(named.of(List.of(one))).isNotEqualTo(named.of(List.of(two)));
    }

    private static @Nullable String nameOf(Object thing) {
        return thing instanceof Node node ? "node " + node.number : null;
    }
}
