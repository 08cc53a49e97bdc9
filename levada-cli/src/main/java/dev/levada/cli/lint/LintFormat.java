package dev.levada.cli.lint;

/** How findings are shown. The names are what a user types. */
enum LintFormat {
    text,
    json
}
