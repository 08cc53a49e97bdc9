package dev.levada.cli.log;

/** What a line of the log looks like. */
public enum LogFormat {
    /** For people: time, level, what it is about, message. */
    TEXT,
    /** For machines: one JSON object a line. */
    JSON
}
