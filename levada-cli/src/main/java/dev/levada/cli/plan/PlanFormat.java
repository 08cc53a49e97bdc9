package dev.levada.cli.plan;

/** How a plan is shown. The names are what a user types. */
enum PlanFormat {
    text,
    json,
    dot
}
