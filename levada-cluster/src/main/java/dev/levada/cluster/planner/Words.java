package dev.levada.cluster.planner;

import java.util.List;

/** Lists as people write them. */
final class Words {

    private Words() {}

    /** {@code a}, {@code a or b}, {@code a, b or c}. */
    static String list(List<String> items, String last) {
        int before = items.size() - 1;
        return before < 1
                ? String.join("", items)
                : String.join(", ", items.subList(0, before)) + " " + last + " " + items.get(before);
    }
}
