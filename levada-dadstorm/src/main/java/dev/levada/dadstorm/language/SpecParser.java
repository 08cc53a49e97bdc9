package dev.levada.dadstorm.language;

import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Reads what stands behind OPERATOR_SPEC, which is the rest of its line. */
final class SpecParser {

    private static final Vocabulary<Condition> CONDITIONS =
            new Vocabulary<>(List.of(Condition.values()), Condition::sign);

    private final Problems problems;

    SpecParser(Problems problems) {
        this.problems = problems;
    }

    /** Returns null if no operator can be made of it, which is then told. */
    @Nullable
    OperatorSpec parse(Line line) {
        Word word = line.word();
        List<Word> parameters = Items.toEndOfLine(line, problems);
        Type type = Type.WORDS.find(word.text());
        if (type == null) {
            problems.error(
                    word.position(),
                    word.isMissing() ? "the type of the operator is missing" : "unknown operator type " + word.shown(),
                    Type.WORDS.remedy(word.text()));
            return null;
        }
        return fits(type, word, parameters) ? spec(type, word.position(), parameters) : null;
    }

    private boolean fits(Type type, Word word, List<Word> parameters) {
        int count = parameters.size();
        if (count < type.min) {
            problems.error(word.position(), wrongCount(type, count, type.min), "write " + type.form);
        } else if (count > type.max) {
            problems.error(
                    parameters.get(type.max).position(),
                    wrongCount(type, count, type.max),
                    "write %s; a text with blanks or commas needs quotes".formatted(type.form));
        }
        return count >= type.min && count <= type.max;
    }

    private static String wrongCount(Type type, int count, int wanted) {
        return "wrong number of parameters for %s: %d instead of %d".formatted(type, count, wanted);
    }

    private @Nullable OperatorSpec spec(Type type, SourcePosition position, List<Word> parameters) {
        return switch (type) {
            case UNIQ -> unique(position, parameters.get(0));
            case COUNT -> new OperatorSpec.Count(position);
            case DUP -> new OperatorSpec.Duplicate(position);
            case FILTER -> filter(position, parameters.get(0), parameters.get(1), parameters.get(2));
            case CUSTOM -> custom(position, parameters);
            case OUTPUT -> output(position, parameters);
        };
    }

    private @Nullable OperatorSpec unique(SourcePosition position, Word field) {
        OptionalInt number = Numeral.FIELD.read(field, problems);
        return number.isEmpty() ? null : new OperatorSpec.Unique(position, number.getAsInt());
    }

    private @Nullable OperatorSpec filter(SourcePosition position, Word field, Word sign, Word value) {
        OptionalInt number = Numeral.FIELD.read(field, problems);
        Condition condition = CONDITIONS.find(sign.text());
        if (condition == null) {
            problems.error(sign.position(), "unknown condition " + sign.shown(), CONDITIONS.remedy(sign.text()));
        }
        return number.isEmpty() || condition == null
                ? null
                : new OperatorSpec.Filter(position, number.getAsInt(), condition, value.text());
    }

    private @Nullable OperatorSpec custom(SourcePosition position, List<Word> names) {
        return areNamed(names)
                ? new OperatorSpec.Custom(
                        position,
                        names.get(0).text(),
                        names.get(1).text(),
                        names.get(2).text())
                : null;
    }

    private @Nullable OperatorSpec output(SourcePosition position, List<Word> paths) {
        return areNamed(paths)
                ? new OperatorSpec.Output(
                        position, paths.stream().map(Word::text).findFirst())
                : null;
    }

    private boolean areNamed(List<Word> names) {
        names.stream()
                .filter(name -> name.text().isBlank())
                .forEach(name -> problems.error(name.position(), "a name is empty", "write it between the quotes"));
        return names.stream().noneMatch(name -> name.text().isBlank());
    }

    private enum Type {
        UNIQ(1, 1, "UNIQ FIELD"),
        COUNT(0, 0, "COUNT"),
        DUP(0, 0, "DUP"),
        FILTER(3, 3, "FILTER FIELD,CONDITION,VALUE"),
        CUSTOM(3, 3, "CUSTOM LIBRARY,CLASS,METHOD"),
        OUTPUT(0, 1, "OUTPUT PATH, or OUTPUT alone");

        static final Vocabulary<Type> WORDS = new Vocabulary<>(List.of(values()), Type::name);

        private final int min;
        private final int max;
        private final String form;

        Type(int min, int max, String form) {
            this.min = min;
            this.max = max;
            this.form = form;
        }
    }
}
