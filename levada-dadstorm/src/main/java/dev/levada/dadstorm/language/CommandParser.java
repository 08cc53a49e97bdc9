package dev.levada.dadstorm.language;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Reads commands and finds what they are aimed at. A command that is well written and aims at nothing is warned of and
 * left out; the others go on.
 */
final class CommandParser {

    private final Directory directory;
    private final Problems problems;

    CommandParser(Directory directory, Problems problems) {
        this.directory = directory;
        this.problems = problems;
    }

    List<Command> parse(List<Line> lines) {
        return lines.stream().map(this::parse).filter(Objects::nonNull).toList();
    }

    /** Returns null if there is nothing to carry out, which is then told. */
    @Nullable
    Command parse(Line line) {
        Word word = line.word();
        Verb verb = Verb.WORDS.find(word.text());
        if (verb == null) {
            problems.error(word.position(), "unknown command " + word.shown(), Verb.WORDS.remedy(word.text()));
            return null;
        }
        Command command = command(verb, word.position(), line);
        if (!line.isAtEnd()) {
            problems.error(line.position(), "text follows the command " + verb.spelling(), "write " + verb.form());
        }
        return command;
    }

    private @Nullable Command command(Verb verb, SourcePosition position, Line line) {
        return switch (verb) {
            case START -> start(position, line);
            case INTERVAL -> interval(position, line);
            case STATUS -> status(position, line);
            case CRASH ->
                target(verb, line).map(aim -> new Command.Crash(position, aim)).orElse(null);
            case FREEZE ->
                target(verb, line).map(aim -> new Command.Freeze(position, aim)).orElse(null);
            case UNFREEZE ->
                target(verb, line)
                        .map(aim -> new Command.Unfreeze(position, aim))
                        .orElse(null);
            case WAIT ->
                pause(line).map(pause -> new Command.Wait(position, pause)).orElse(null);
        };
    }

    private @Nullable Command start(SourcePosition position, Line line) {
        return operator(Verb.START, line)
                .map(operator -> new Command.Start(position, operator))
                .orElse(null);
    }

    private @Nullable Command interval(SourcePosition position, Line line) {
        Optional<String> operator = operator(Verb.INTERVAL, line);
        Optional<Duration> pause = pause(line);
        return operator.isEmpty() || pause.isEmpty()
                ? null
                : new Command.Interval(position, operator.get(), pause.get());
    }

    private @Nullable Command status(SourcePosition position, Line line) {
        if (line.isAtEnd()) {
            return new Command.Status(position, Optional.empty(), OptionalInt.empty());
        }
        Optional<String> operator = operator(Verb.STATUS, line);
        if (line.isAtEnd()) {
            return operator.isEmpty() ? null : new Command.Status(position, operator, OptionalInt.empty());
        }
        OptionalInt replica = replica(operator, line);
        return replica.isEmpty() ? null : new Command.Status(position, operator, replica);
    }

    private Optional<Duration> pause(Line line) {
        OptionalInt millis = Numeral.MILLISECONDS.read(line.word(), problems);
        return millis.isEmpty() ? Optional.empty() : Optional.of(Duration.ofMillis(millis.getAsInt()));
    }

    private Optional<Target> target(Verb verb, Line line) {
        int start = line.mark();
        Word url = line.word();
        if (AddressParser.isUrl(url.text())) {
            return targetAt(url, line);
        }
        line.back(start);
        Optional<String> operator = operator(verb, line);
        OptionalInt replica = replica(operator, line);
        return replica.isEmpty() ? Optional.empty() : operator.map(id -> new Target(id, replica.getAsInt()));
    }

    private Optional<Target> targetAt(Word url, Line line) {
        ReplicaAddress address = AddressParser.parse(url, problems);
        if (address == null) {
            return Optional.empty();
        }
        Target target = directory.at(address);
        if (target == null) {
            leaveOut(line, url, "no replica has this address", "name the operator and the replica");
        }
        return Optional.ofNullable(target);
    }

    private Optional<String> operator(Verb verb, Line line) {
        Word id = line.word();
        if (id.isMissing()) {
            problems.error(id.position(), verb.spelling() + " lacks an operator", "write " + verb.form());
            return Optional.empty();
        }
        if (!directory.hasOperator(id.text())) {
            leaveOut(line, id, "no operator has the id " + id.shown(), directory.toString());
            return Optional.empty();
        }
        return Optional.of(id.text());
    }

    /** Reads a replica number, which must fit the operator if that is known. */
    private OptionalInt replica(Optional<String> operator, Line line) {
        Word number = line.word();
        OptionalInt replica = Numeral.REPLICA.read(number, problems);
        if (replica.isPresent() && operator.isPresent() && !directory.hasReplica(operator.get(), replica.getAsInt())) {
            leaveOut(
                    line,
                    number,
                    "operator %s has no replica %d".formatted(operator.get(), replica.getAsInt()),
                    "its replicas are 0 to " + (directory.replicas(operator.get()) - 1));
            return OptionalInt.empty();
        }
        return operator.isPresent() ? replica : OptionalInt.empty();
    }

    private void leaveOut(Line line, Word word, String message, String remedy) {
        problems.warning(word.position(), "command '%s' is left out: %s".formatted(line, message), remedy);
    }
}
