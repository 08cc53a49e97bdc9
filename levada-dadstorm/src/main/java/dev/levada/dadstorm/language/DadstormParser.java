package dev.levada.dadstorm.language;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the DADSTORM language. Whatever the text, the answer is a {@link Reading}: nothing is thrown, and all problems
 * are told together. Any thread may call.
 *
 * <p>Each method takes the name that positions in the text are to carry; usually it is that of the file.
 */
public final class DadstormParser {

    /** How long a text may be; of a longer one nothing is read. */
    public static final int MAX_CHARACTERS = 10 * 1024 * 1024;

    /** How many replicas an operator may have. */
    public static final int MAX_REPLICAS = 10_000;

    private DadstormParser() {}

    /** Reads settings, operators and the commands among them. */
    public static Reading<Configuration> parseConfiguration(String file, String text) {
        Problems problems = new Problems();
        List<Line> lines = Lines.of(file, text, problems);
        boolean nothingRead = lines.isEmpty() && problems.any();
        return problems.reading(nothingRead ? null : new ConfigurationParser(file, problems).parse(lines));
    }

    /**
     * Reads a text that holds commands only.
     *
     * @param configuration what the commands are aimed at; its own script plays no part
     */
    public static Reading<List<Command>> parseScript(String file, String text, Configuration configuration) {
        Problems problems = new Problems();
        List<Line> lines = Lines.of(file, text, problems);
        return problems.reading(new CommandParser(Directory.of(configuration), problems).parse(lines));
    }

    /**
     * Reads one command, as typed at a prompt.
     *
     * @return no result and no problem if the line is blank or a comment
     */
    public static Reading<Command> parseCommand(String file, String line, Configuration configuration) {
        return parseCommand(file, line, Directory.of(configuration));
    }

    /**
     * Reads one command, as typed at a prompt, where no more is known than who is there.
     *
     * @param replicas how many replicas each operator has, by its name; their addresses are not known
     * @return no result and no problem if the line is blank or a comment
     */
    public static Reading<Command> parseCommand(String file, String line, Map<String, Integer> replicas) {
        return parseCommand(file, line, Directory.of(replicas));
    }

    private static Reading<Command> parseCommand(String file, String line, Directory directory) {
        Problems problems = new Problems();
        List<Line> lines = Lines.of(file, line, problems);
        return problems.reading(command(lines, new CommandParser(directory, problems), problems));
    }

    private static @Nullable Command command(List<Line> lines, CommandParser parser, Problems problems) {
        if (lines.size() > 1) {
            problems.error(lines.get(1).position(), "more than one command", "give one at a time");
        }
        return lines.isEmpty() ? null : parser.parse(lines.get(0));
    }
}
