package dev.levada.cli.replay;

/** What a replay can print; on the command line, so in small letters. */
enum PrintKind {
    /** What each operator of the task is given. */
    records,
    /** The time, chance and the outside, as operators were told. */
    answers,
    /** What leaves the task. */
    output,
    /** Where epochs begin. */
    epochs
}
