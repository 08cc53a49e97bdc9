package dev.levada.dadstorm.language;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads clauses into the draft of an operator. */
final class ClauseParser {

    private static final int AGENT_PORT = 10_000;
    private static final int LOG_PORT = 10_001;

    private final Problems problems;

    ClauseParser(Problems problems) {
        this.problems = problems;
    }

    /** Reads all that is left of a line. */
    void parse(Line line, OperatorDraft operator) {
        while (!line.isAtEnd()) {
            SourcePosition position = line.position();
            Clause clause = Clause.read(line);
            if (clause == null) {
                clause = unknown(line);
            }
            if (clause != null) {
                begin(clause, position, operator);
                body(clause, line, operator);
            }
        }
    }

    /** Tells that no clause is next; returns the one that was meant, or passes over what leads nowhere. */
    private @Nullable Clause unknown(Line line) {
        int start = line.mark();
        Clause meant = Clause.readMisspelt(line);
        int end = line.mark();
        line.back(start);
        Word word = line.word();
        if (meant != null) {
            problems.error(word.position(), "unknown keyword " + word.shown(), "did you mean %s?".formatted(meant));
            line.back(end);
            return meant;
        }
        problems.error(
                word.position(),
                "unexpected " + (word.isMissing() ? "','" : word.shown()),
                word.text().startsWith("%")
                        ? "give the comment a line of its own"
                        : "a clause begins with one of " + Clause.WORDS);
        while (!line.isAtEnd() && !Clause.seemsNext(line)) {
            line.skip();
        }
        return null;
    }

    private void begin(Clause clause, SourcePosition position, OperatorDraft operator) {
        SourcePosition first = operator.begin(clause, position);
        if (first != null) {
            problems.error(
                    position,
                    "operator %s has a second %s, the first is in line %d"
                            .formatted(operator.id(), clause, first.line()),
                    "leave one out, or begin a new operator with its id");
        }
    }

    private void body(Clause clause, Line line, OperatorDraft operator) {
        if (line.isAtEnd() || Clause.isNext(line)) {
            problems.error(
                    line.position(),
                    "nothing follows %s".formatted(clause),
                    "write it on the same line, for example " + clause.example());
            return;
        }
        switch (clause) {
            case INPUT_OPS -> operator.sources(sources(line));
            case REP_FACT ->
                operator.replicas(Numeral.REPLICAS.read(line.word(), problems).orElse(0));
            case ROUTING -> operator.routing(new RoutingParser(problems).parse(line));
            case ADDRESS -> addresses(line, operator);
            case OPERATOR_SPEC -> operator.spec(new SpecParser(problems).parse(line));
        }
    }

    private List<Word> sources(Line line) {
        Map<String, Word> sources = new LinkedHashMap<>();
        for (Word source : Items.toNextClause(line, problems)) {
            if (source.text().isBlank()) {
                problems.error(source.position(), "a source has no name", "name an operator or a file");
            } else if (sources.putIfAbsent(source.text(), source) != null) {
                problems.warning(
                        source.position(), "source %s is listed twice".formatted(source.shown()), "it is read once");
            }
        }
        return new ArrayList<>(sources.values());
    }

    private void addresses(Line line, OperatorDraft operator) {
        List<ReplicaAddress> addresses = new ArrayList<>();
        List<Word> words = Items.toNextClause(line, problems);
        for (Word word : words) {
            ReplicaAddress address = AddressParser.parse(word, problems);
            if (address != null) {
                refuseTakenPort(address);
                addresses.add(address);
            }
        }
        operator.addresses(addresses, addresses.size() == words.size());
    }

    private void refuseTakenPort(ReplicaAddress address) {
        if (address.port() == AGENT_PORT || address.port() == LOG_PORT) {
            problems.error(
                    address.position(),
                    "port %d of %s is taken by the %s"
                            .formatted(
                                    address.port(),
                                    address.url(),
                                    address.port() == AGENT_PORT ? "agent of the machine" : "log of the coordinator"),
                    "choose another port");
        }
    }
}
