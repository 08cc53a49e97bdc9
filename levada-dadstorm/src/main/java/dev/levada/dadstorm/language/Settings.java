package dev.levada.dadstorm.language;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The settings of a whole configuration, wherever in it they stand. */
final class Settings {

    private static final Vocabulary<Semantics> SEMANTICS =
            new Vocabulary<>(List.of(Semantics.values()), Semantics::spelling);
    private static final Vocabulary<LoggingLevel> LOGGING_LEVELS =
            new Vocabulary<>(List.of(LoggingLevel.values()), LoggingLevel::spelling);

    private final Problems problems;
    private final Map<Setting, Word> given = new EnumMap<>(Setting.class);
    private Semantics semantics = Semantics.AT_MOST_ONCE;
    private LoggingLevel loggingLevel = LoggingLevel.LIGHT;

    Settings(Problems problems) {
        this.problems = problems;
    }

    Semantics semantics() {
        return semantics;
    }

    boolean isGiven(Setting setting) {
        return given.containsKey(setting);
    }

    LoggingLevel loggingLevel() {
        return loggingLevel;
    }

    /** Reads what follows the word of the setting. */
    void parse(Setting setting, Line line) {
        Word value = line.word();
        switch (setting) {
            case SEMANTICS -> semantics = value(setting, value, SEMANTICS, semantics);
            case LOGGING_LEVEL -> loggingLevel = value(setting, value, LOGGING_LEVELS, loggingLevel);
        }
        if (!line.isAtEnd()) {
            problems.error(
                    line.position(), "text follows the setting " + setting.spelling(), "give it a line of its own");
        }
    }

    private <T> T value(Setting setting, Word word, Vocabulary<T> values, T current) {
        T value = values.find(word.text());
        if (value == null) {
            problems.error(
                    word.position(),
                    word.isMissing()
                            ? setting.spelling() + " has no value"
                            : "unknown %s %s".formatted(setting.spelling(), word.shown()),
                    values.remedy(word.text()));
            return current;
        }
        Word before = given.put(setting, word);
        if (before != null && !value.equals(values.find(before.text()))) {
            problems.warning(
                    word.position(),
                    "%s was %s in line %d"
                            .formatted(
                                    setting.spelling(),
                                    before.text(),
                                    before.position().line()),
                    "the last one holds");
        }
        return value;
    }
}
