package dev.levada.dadstorm.language;

/** What the log of a job shows beside its commands. */
public enum LoggingLevel {
    /** Nothing more. */
    LIGHT("light"),
    /** Every tuple that a replica emits. */
    FULL("full");

    private final String spelling;

    LoggingLevel(String spelling) {
        this.spelling = spelling;
    }

    /** The level as a configuration writes it. */
    public String spelling() {
        return spelling;
    }
}
