package dev.levada.dadstorm.language;

import java.util.List;

/** The words that begin a setting. */
enum Setting {
    SEMANTICS("Semantics"),
    LOGGING_LEVEL("LoggingLevel");

    static final Vocabulary<Setting> WORDS = new Vocabulary<>(List.of(values()), Setting::spelling);

    private final String spelling;

    Setting(String spelling) {
        this.spelling = spelling;
    }

    String spelling() {
        return spelling;
    }
}
