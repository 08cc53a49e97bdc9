package dev.levada.cli.shell;

import java.util.List;
import java.util.function.Supplier;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/**
 * Completes commands, operators and the numbers of replicas.
 *
 * @param replicas asked anew each time
 */
record WordCompleter(Vocabulary vocabulary, Supplier<Replicas> replicas) implements Completer {

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        List<String> before = line.words().subList(0, line.wordIndex());
        vocabulary.next(before, replicas.get()).forEach(word -> candidates.add(new Candidate(word)));
    }
}
