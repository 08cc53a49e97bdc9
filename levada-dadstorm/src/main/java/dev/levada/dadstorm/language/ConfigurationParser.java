package dev.levada.dadstorm.language;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Reads a whole configuration. The first words of a line tell what it is: a clause of the operator above, a setting, a
 * command, or a new operator. Commands are read last, because they may come before the operators they are aimed at.
 */
final class ConfigurationParser {

    private static final int MAX_OPERATORS = 10_000;
    private static final Vocabulary<String> FIRST_WORDS = new Vocabulary<>(
            Stream.of(
                            Stream.of(Setting.values()).map(Setting::spelling),
                            Stream.of(Verb.values()).map(Verb::spelling),
                            Stream.of(Clause.values()).map(Clause::name))
                    .flatMap(words -> words)
                    .toList(),
            word -> word);

    private final String file;
    private final Problems problems;
    private final Settings settings;
    private final ClauseParser clauses;
    private final Map<String, OperatorDraft> operators = new LinkedHashMap<>();
    private final List<Line> commands = new ArrayList<>();
    private final List<OperatorDraft> drafts = new ArrayList<>();

    ConfigurationParser(String file, Problems problems) {
        this.file = file;
        this.problems = problems;
        this.settings = new Settings(problems);
        this.clauses = new ClauseParser(problems);
    }

    Configuration parse(List<Line> lines) {
        for (int i = 0; i < lines.size(); i++) {
            boolean clauseFollows = i + 1 < lines.size() && Clause.isNext(lines.get(i + 1));
            statement(lines.get(i), clauseFollows);
        }
        List<OperatorDefinition> definitions = define();
        check();
        List<Command> script = new CommandParser(directory(), problems).parse(commands);
        return new Configuration(
                settings.semantics(),
                settings.isGiven(Setting.SEMANTICS),
                settings.loggingLevel(),
                definitions,
                script);
    }

    private void statement(Line line, boolean clauseFollows) {
        if (Clause.isNext(line)) {
            continueOperator(line);
            return;
        }
        boolean resemblesClause = Clause.seemsNext(line);
        int start = line.mark();
        Word first = line.word();
        Setting setting = Setting.WORDS.find(first.text());
        if (Clause.isNext(line)) {
            beginOperator(first, line);
        } else if (setting != null) {
            settings.parse(setting, line);
        } else if (Verb.WORDS.find(first.text()) != null) {
            line.back(start);
            commands.add(line);
        } else if (resemblesClause) {
            line.back(start);
            continueOperator(line);
        } else if (line.isAtEnd() ? clauseFollows : holdsClause(line)) {
            beginOperator(first, line);
        } else {
            problems.error(
                    first.position(),
                    "unknown keyword " + (first.isMissing() ? "','" : first.shown()),
                    FIRST_WORDS.remedy(first.text()));
        }
    }

    private void beginOperator(Word id, Line line) {
        refuseIllegalId(id);
        OperatorDraft operator = new OperatorDraft(id);
        OperatorDraft first = operators.putIfAbsent(id.text(), operator);
        if (first != null) {
            problems.error(
                    id.position(),
                    "operator %s is defined twice, first in line %d"
                            .formatted(id.text(), first.position().line()),
                    "give one of them another id");
        } else if (operators.size() == MAX_OPERATORS + 1) {
            problems.error(
                    id.position(), "more than %d operators".formatted(MAX_OPERATORS), "split the job into several");
        }
        drafts.add(operator);
        clauses.parse(line, operator);
    }

    private void refuseIllegalId(Word id) {
        if (!id.text().codePoints().allMatch(letter -> Character.isLetterOrDigit(letter) || letter == '_')
                || id.text().isEmpty()) {
            problems.error(
                    id.position(), id.shown() + " cannot be the id of an operator", "use letters, digits and _ only");
        }
    }

    private void continueOperator(Line line) {
        if (drafts.isEmpty()) {
            problems.error(
                    line.position(), "a clause stands before the first operator", "begin with the operator's id");
        } else {
            clauses.parse(line, drafts.get(drafts.size() - 1));
        }
    }

    /** Tells whether a clause word is next, rightly spelt or not, or stands somewhere further on. */
    private static boolean holdsClause(Line line) {
        int start = line.mark();
        boolean holds = Clause.seemsNext(line);
        while (!holds && !line.isAtEnd()) {
            line.skip();
            holds = Clause.isNext(line);
        }
        line.back(start);
        return holds;
    }

    private List<OperatorDefinition> define() {
        return drafts.stream()
                .map(operator -> operator.define(operators.keySet(), problems))
                .filter(Objects::nonNull)
                .toList();
    }

    private void check() {
        if (drafts.isEmpty()) {
            problems.error(
                    new SourcePosition(file, 1, 1), "no operator is defined", "define one: an id and its five clauses");
        }
        if (operators.size() <= MAX_OPERATORS) {
            Topology.check(operators, problems);
        }
        refuseSharedEndpoints();
    }

    private void refuseSharedEndpoints() {
        Map<String, ReplicaAddress> takenBy = new HashMap<>();
        operators.values().stream()
                .flatMap(operator -> operator.addresses().stream())
                .forEach(address -> {
                    ReplicaAddress first = takenBy.putIfAbsent(address.endpoint(), address);
                    if (first != null) {
                        problems.error(
                                address.position(),
                                "%s is given to two replicas, first in line %d"
                                        .formatted(
                                                address.endpoint(),
                                                first.position().line()),
                                "give each replica a port of its own");
                    }
                });
    }

    private Directory directory() {
        Directory directory = new Directory();
        operators.values().forEach(operator -> directory.add(operator.id(), operator.replicas(), operator.addresses()));
        return directory;
    }
}
