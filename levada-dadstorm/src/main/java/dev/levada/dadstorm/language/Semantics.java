package dev.levada.dadstorm.language;

/** How often a tuple may take effect when replicas fail. */
public enum Semantics {
    AT_MOST_ONCE("at-most-once"),
    AT_LEAST_ONCE("at-least-once"),
    EXACTLY_ONCE("exactly-once");

    private final String spelling;

    Semantics(String spelling) {
        this.spelling = spelling;
    }

    /** The level as a configuration writes it. */
    public String spelling() {
        return spelling;
    }
}
