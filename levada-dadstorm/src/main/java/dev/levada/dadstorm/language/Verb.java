package dev.levada.dadstorm.language;

import java.util.List;

/** The words that begin a command. */
enum Verb {
    START("Start", "Start OPERATOR"),
    INTERVAL("Interval", "Interval OPERATOR MILLISECONDS"),
    STATUS("Status", "Status, Status OPERATOR, or Status OPERATOR REPLICA"),
    CRASH("Crash", "Crash OPERATOR REPLICA, or Crash URL"),
    FREEZE("Freeze", "Freeze OPERATOR REPLICA, or Freeze URL"),
    UNFREEZE("Unfreeze", "Unfreeze OPERATOR REPLICA, or Unfreeze URL"),
    WAIT("Wait", "Wait MILLISECONDS");

    static final Vocabulary<Verb> WORDS = new Vocabulary<>(List.of(values()), Verb::spelling);

    private final String spelling;
    private final String form;

    Verb(String spelling, String form) {
        this.spelling = spelling;
        this.form = form;
    }

    String spelling() {
        return spelling;
    }

    /** How the whole command is written. */
    String form() {
        return form;
    }
}
