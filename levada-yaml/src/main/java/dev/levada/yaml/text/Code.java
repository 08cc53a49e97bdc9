package dev.levada.yaml.text;

/** The kinds of problems, by codes that stay the same. Each has its line in the documentation. */
public enum Code {
    /** The file is not YAML, or not in the form that a pipeline has. */
    FORM("Y101"),
    /** A key that nothing has a meaning for. */
    UNKNOWN_KEY("Y102"),
    /** A key that must be there. */
    MISSING_KEY("Y103"),
    /** A key that is there twice, or two that exclude each other. */
    TOO_MANY("Y104"),
    /** A value that is none of those that it can be. */
    BAD_VALUE("Y105"),
    /** A variable that is not set. */
    UNSET_VARIABLE("Y106"),
    /** A stream that is not there. */
    UNKNOWN_STREAM("Y201"),
    /** A name that two have. */
    NAME_TAKEN("Y202"),
    /** A field that records do not have. */
    UNKNOWN_FIELD("Y203"),
    /** Records of one form where others are needed. */
    WRONG_RECORDS("Y204"),
    /** An expression that cannot be read. */
    EXPRESSION("Y301"),
    /** An expression of another type than is needed. */
    TYPE("Y302"),
    /** A class that is not there, or cannot be used. */
    CLASS("Y401"),
    /** What the topology refuses. */
    REFUSED("Y501");

    private final String label;

    Code(String label) {
        this.label = label;
    }

    /** What people see: {@code Y101}. */
    public String label() {
        return label;
    }
}
