package dev.levada.dadstorm.language;

/** How a filter compares a field, on the left, with its value, on the right. */
public enum Condition {
    LESS("<"),
    GREATER(">"),
    EQUAL("=");

    private final String sign;

    Condition(String sign) {
        this.sign = sign;
    }

    /** The sign that stands for it in a configuration. */
    public String sign() {
        return sign;
    }
}
