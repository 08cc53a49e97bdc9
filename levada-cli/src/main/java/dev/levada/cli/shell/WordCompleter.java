package dev.levada.cli.shell;

import java.util.List;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/** Completes commands, operators and the numbers of replicas. */
record WordCompleter(Replicas replicas) implements Completer {

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        List<String> before = line.words().subList(0, line.wordIndex());
        Vocabulary.next(before, replicas).forEach(word -> candidates.add(new Candidate(word)));
    }
}
