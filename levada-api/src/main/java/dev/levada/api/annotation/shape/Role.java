package dev.levada.api.annotation.shape;

/** What a method is in its pipeline. */
public enum Role {
    SOURCE("source"),
    STAGE("stage"),
    SINK("sink");

    private final String word;

    Role(String word) {
        this.word = word;
    }

    @Override
    public String toString() {
        return word;
    }
}
