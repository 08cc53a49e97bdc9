package dev.levada.cli.shell;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The words of a shell: what each does, and what can follow what. Those to the job are the same in all. */
final class Vocabulary {

    /** What follows a command. */
    private enum Operand {
        NOTHING,
        OPERATOR,
        REPLICA
    }

    private record Entry(String word, String operands, Operand operand, String purpose) {
        Entry(String word, String purpose) {
            this(word, "", Operand.NOTHING, purpose);
        }
    }

    private static final List<Entry> COMMANDS = List.of(
            new Entry("Start", "OPERATOR", Operand.OPERATOR, "its replicas begin to process"),
            new Entry("Interval", "OPERATOR MS", Operand.OPERATOR, "its replicas pause between two tuples"),
            new Entry("Status", "[OPERATOR [REPLICA]]", Operand.REPLICA, "how the replicas are"),
            new Entry("Crash", "OPERATOR REPLICA", Operand.REPLICA, "kill a replica"),
            new Entry("Freeze", "OPERATOR REPLICA", Operand.REPLICA, "a replica stops processing"),
            new Entry("Unfreeze", "OPERATOR REPLICA", Operand.REPLICA, "and goes on"),
            new Entry("Wait", "MS", Operand.NOTHING, "the console waits, the job does not"));

    private static final Entry HISTORY = new Entry("history", "what was typed so far");
    private static final Entry HELP = new Entry("help", "this");

    /** Where the job is the shell's own. */
    static final Vocabulary OF_OWN_JOB = new Vocabulary(List.of(
            new Entry("(Enter)", "run the next command of the script, with --step"),
            new Entry("run", "run the rest of the script"),
            new Entry("finish", "run the rest, wait until everything has drained, and leave"),
            HISTORY,
            HELP,
            new Entry("exit", "cancel the job and leave")));

    /** Where the job is a cluster's. */
    static final Vocabulary OF_CLUSTER =
            new Vocabulary(List.of(HISTORY, HELP, new Entry("exit", "leave; the job goes on")));

    private final List<Entry> ofTheShell;

    private Vocabulary(List<Entry> ofTheShell) {
        this.ofTheShell = ofTheShell;
    }

    List<String> help() {
        List<String> lines = new ArrayList<>();
        lines.add("Commands to the job; replicas count from 0:");
        COMMANDS.forEach(entry -> lines.add(line(entry)));
        lines.add("To the shell:");
        ofTheShell.forEach(entry -> lines.add(line(entry)));
        return lines;
    }

    private static String line(Entry entry) {
        return "  %-30s %s".formatted((entry.word() + " " + entry.operands()).strip(), entry.purpose());
    }

    /**
     * What can come next.
     *
     * @param before the words that stand there already
     */
    Collection<String> next(List<String> before, Replicas replicas) {
        if (before.isEmpty()) {
            return words();
        }
        Operand operand = operand(before.get(0));
        if (before.size() == 1 && operand != Operand.NOTHING) {
            return replicas.operators();
        }
        return before.size() == 2 && operand == Operand.REPLICA ? replicas.of(before.get(1)) : List.of();
    }

    private static Operand operand(String word) {
        return COMMANDS.stream()
                .filter(entry -> entry.word().equalsIgnoreCase(word))
                .map(Entry::operand)
                .findFirst()
                .orElse(Operand.NOTHING);
    }

    private List<String> words() {
        List<String> words = new ArrayList<>();
        COMMANDS.forEach(entry -> words.add(entry.word()));
        ofTheShell.stream()
                .map(Entry::word)
                .filter(word -> !word.startsWith("("))
                .forEach(words::add);
        return words;
    }
}
