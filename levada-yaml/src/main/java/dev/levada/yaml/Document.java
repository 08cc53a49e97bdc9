package dev.levada.yaml;

import dev.levada.node.text.Suggestion;
import dev.levada.yaml.text.Code;
import dev.levada.yaml.text.Position;
import dev.levada.yaml.text.Problems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** A pipeline file as it stands: its nodes with their places, and what is wrong with it so far. */
final class Document {
    private static final Pattern VARIABLE =
            Pattern.compile("\\$\\{(?<name>[A-Za-z_][A-Za-z0-9_.-]*)(?::-(?<otherwise>[^}]*))?\\}");
    private static final int MAX_CHARS = 1 << 20;

    private final String file;
    private final String text;
    private final Map<String, String> variables;
    private final Set<String> used = new LinkedHashSet<>();
    private final Problems problems;

    Document(String file, String text, Map<String, String> variables) {
        this.file = file;
        this.text = text;
        this.variables = variables;
        this.problems = new Problems(text);
    }

    Problems problems() {
        return problems;
    }

    /**
     * What the file holds.
     *
     * @throws SkippedException if it is no YAML
     */
    Node root() {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file)
                .setCodePointLimit(MAX_CHARS)
                .setMaxAliasesForCollections(50)
                .build();
        try {
            return new Composer(settings, new ParserImpl(settings, new StreamReader(settings, text)))
                    .getSingleNode()
                    .orElseThrow(() ->
                            refuse(start(), Code.FORM, "the file is empty; it must have a name, sources and steps"));
        } catch (MarkedYamlEngineException e) {
            throw refuse(
                    e.getProblemMark().map(this::position).orElseGet(this::start),
                    Code.FORM,
                    "this is no YAML: %s%s".formatted(e.getProblem(), remedy(e)));
        } catch (YamlEngineException e) {
            throw refuse(start(), Code.FORM, "this is no YAML: " + e.getMessage());
        }
    }

    private static String remedy(MarkedYamlEngineException e) {
        String context = e.getContext() == null ? "" : e.getContext();
        return context.contains("flow")
                ? ", %s; put an expression in double quotes if it has a comma, a colon or a bracket".formatted(context)
                : context.isEmpty() ? "" : ", " + context;
    }

    private Position start() {
        return new Position(file, 1, 1, 1);
    }

    private Position position(Mark mark) {
        return new Position(file, mark.getLine() + 1, mark.getColumn() + 1, 1);
    }

    Position position(Node node) {
        Position begin = node.getStartMark().map(this::position).orElseGet(this::start);
        int length = node instanceof ScalarNode scalar && isOnOneLine(scalar)
                ? node.getEndMark()
                        .map(end -> end.getColumn() + 1 - begin.column())
                        .orElse(1)
                : 1;
        return new Position(file, begin.line(), begin.column(), Math.max(1, length));
    }

    /** A place within a text. */
    Position position(Node node, int offset, int length) {
        Position whole = position(node);
        if (!(node instanceof ScalarNode scalar)
                || !isOnOneLine(scalar)
                || !substituted(scalar).equals(scalar.getValue())) {
            return whole;
        }
        int quote = scalar.getScalarStyle() == ScalarStyle.PLAIN ? 0 : 1;
        return new Position(file, whole.line(), whole.column() + quote + offset, length);
    }

    private static boolean isOnOneLine(ScalarNode node) {
        boolean flow = node.getScalarStyle() != ScalarStyle.LITERAL && node.getScalarStyle() != ScalarStyle.FOLDED;
        return flow
                && node.getStartMark()
                        .map(Mark::getLine)
                        .equals(node.getEndMark().map(Mark::getLine));
    }

    SkippedException refuse(Node node, Code code, String message) {
        return refuse(position(node), code, message);
    }

    SkippedException refuse(Position position, Code code, String message) {
        problems.add(position, code, message);
        return new SkippedException();
    }

    /** A text, with what is set in the place of variables. */
    String text(Node node, String what) {
        if (!(node instanceof ScalarNode scalar)) {
            throw refuse(node, Code.FORM, "%s is a text, and here is %s".formatted(what, kind(node)));
        }
        String value = substituted(scalar);
        if (value.isBlank()) {
            throw refuse(node, Code.BAD_VALUE, "%s is empty; give it a value".formatted(what));
        }
        return value;
    }

    private String substituted(ScalarNode node) {
        Matcher matcher = VARIABLE.matcher(node.getValue());
        StringBuilder all = new StringBuilder();
        while (matcher.find()) {
            String name = matcher.group("name");
            used.add(name);
            String value = variables.getOrDefault(name, matcher.group("otherwise"));
            if (value == null) {
                throw refuse(
                        node,
                        Code.UNSET_VARIABLE,
                        "variable '%s' is not set; add --set %s=VALUE, or write ${%s:-VALUE}"
                                .formatted(name, name, name));
            }
            matcher.appendReplacement(all, Matcher.quoteReplacement(value));
        }
        return matcher.appendTail(all).toString();
    }

    /** Tells of what is set and has no place in the file. */
    void requireAllUsed() {
        variables.keySet().stream()
                .filter(name -> !used.contains(name))
                .forEach(name -> problems.add(
                        start(),
                        Code.UNSET_VARIABLE,
                        "--set %s: nothing in the file is ${%s}%s"
                                .formatted(name, name, Suggestion.question(name, used))));
    }

    /** The nodes of a list; of anything else the node itself. */
    List<Node> list(Node node) {
        return node instanceof SequenceNode sequence ? sequence.getValue() : List.of(node);
    }

    /** The values of a mapping by their keys, in order. */
    Map<ScalarNode, Node> entries(Node node, String what) {
        if (!(node instanceof MappingNode mapping)) {
            throw refuse(node, Code.FORM, "%s has keys, and here is %s".formatted(what, kind(node)));
        }
        Map<ScalarNode, Node> entries = new LinkedHashMap<>();
        List<String> names = new ArrayList<>();
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                throw refuse(tuple.getKeyNode(), Code.FORM, "a key is a text, and here is " + kind(tuple.getKeyNode()));
            }
            if (names.contains(key.getValue())) {
                problems.add(
                        position(key),
                        Code.TOO_MANY,
                        "key '%s' is there twice; leave one out".formatted(key.getValue()));
            } else {
                names.add(key.getValue());
                entries.put(key, tuple.getValueNode());
            }
        }
        return entries;
    }

    /** The keys of a part. */
    Part part(Section section, Node node) {
        return new Part(this, section, node, entries(node, section.what()));
    }

    /** A part without any keys. */
    Part empty(Section section, Node node) {
        return new Part(this, section, node, new LinkedHashMap<>());
    }

    static boolean isNothing(Node node) {
        return node instanceof ScalarNode scalar
                && (scalar.getValue().isEmpty() || scalar.getValue().equals("null"));
    }

    static Optional<ScalarNode> scalar(Node node) {
        return node instanceof ScalarNode scalar ? Optional.of(scalar) : Optional.empty();
    }

    private static String kind(Node node) {
        if (node instanceof MappingNode) {
            return "something with keys";
        }
        return node instanceof SequenceNode ? "a list" : "the text '%s'".formatted(((ScalarNode) node).getValue());
    }
}
