package dev.levada.dadstorm.language;

import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Reads what stands behind ROUTING. */
final class RoutingParser {

    private static final Vocabulary<Policy> POLICIES = new Vocabulary<>(List.of(Policy.values()), Policy::spelling);

    private final Problems problems;

    RoutingParser(Problems problems) {
        this.problems = problems;
    }

    /** Returns null if there is no such routing, which is then told. */
    @Nullable
    Routing parse(Line line) {
        Word word = line.name();
        Policy policy = POLICIES.find(word.text());
        if (policy == null) {
            problems.error(word.position(), "unknown routing " + word.shown(), POLICIES.remedy(word.text()));
            return null;
        }
        return switch (policy) {
            case PRIMARY -> new Routing.Primary(word.position());
            case RANDOM -> new Routing.AtRandom(word.position());
            case HASHING -> hashing(word.position(), line);
        };
    }

    private @Nullable Routing hashing(SourcePosition position, Line line) {
        boolean opened = line.accept('(');
        OptionalInt field = Numeral.FIELD.read(field(line), problems);
        if (opened && !line.accept(')')) {
            problems.error(line.position(), "the field of hashing lacks its closing parenthesis", "write hashing(1)");
        }
        return field.isEmpty() ? null : new Routing.Hashing(position, field.getAsInt());
    }

    private static Word field(Line line) {
        return Clause.isNext(line) ? Word.missing(line.position()) : line.name();
    }

    private enum Policy {
        PRIMARY,
        RANDOM,
        HASHING;

        private String spelling() {
            return switch (this) {
                case PRIMARY -> "primary";
                case RANDOM -> "random";
                case HASHING -> "hashing";
            };
        }
    }
}
