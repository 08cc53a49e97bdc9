package dev.levada.yaml;

import dev.levada.node.text.Suggestion;
import dev.levada.yaml.row.Durations;
import dev.levada.yaml.text.Code;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** The keys of one part of a file, checked against those that it can have. */
final class Part {
    private final Document document;
    private final Section section;
    private final Node node;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, ScalarNode> keys = new LinkedHashMap<>();

    Part(Document document, Section section, Node node, Map<ScalarNode, Node> entries) {
        this.document = document;
        this.section = section;
        this.node = node;
        entries.forEach((key, value) -> {
            if (section.names().contains(key.getValue())) {
                keys.put(key.getValue(), key);
                values.put(key.getValue(), value);
            } else {
                document.problems().add(document.position(key), Code.UNKNOWN_KEY, unknown(key.getValue()));
            }
        });
        requireComplete();
    }

    private String unknown(String name) {
        return "%s has no key '%s'%s; it can have %s"
                .formatted(
                        section.what(),
                        name,
                        Suggestion.question(name, section.names()),
                        String.join(", ", section.names()));
    }

    private void requireComplete() {
        for (Key key : section.keys()) {
            if (key.required() && !values.containsKey(key.name())) {
                throw document.refuse(
                        node, Code.MISSING_KEY, "%s needs '%s': %s".formatted(section.what(), key.name(), key.help()));
            }
        }
        List<String> given =
                section.oneOf().stream().filter(values::containsKey).toList();
        if (!section.oneOf().isEmpty() && given.isEmpty()) {
            throw document.refuse(
                    node,
                    Code.MISSING_KEY,
                    "%s needs one of %s".formatted(section.what(), String.join(", ", section.oneOf())));
        }
        if (given.size() > 1) {
            throw document.refuse(
                    key(given.get(1)),
                    Code.TOO_MANY,
                    "%s has one of %s, and here are both '%s' and '%s'; make two of it"
                            .formatted(section.what(), String.join(", ", section.oneOf()), given.get(0), given.get(1)));
        }
    }

    /** The one of those keys of which there must be one. */
    String kind() {
        return section.oneOf().stream().filter(values::containsKey).findFirst().orElseThrow();
    }

    Node node() {
        return node;
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    /** The key itself, for its place. */
    Node key(String name) {
        ScalarNode key = keys.get(name);
        return key == null ? node : key;
    }

    Optional<Node> find(String key) {
        return Optional.ofNullable(values.get(key));
    }

    Node value(String key) {
        return find(key).orElseThrow();
    }

    Optional<String> text(String key) {
        return find(key).map(value -> document.text(value, "'" + key + "'"));
    }

    List<String> texts(String key) {
        return find(key)
                .map(value -> document.list(value).stream()
                        .map(each -> document.text(each, "'" + key + "'"))
                        .toList())
                .orElse(List.of());
    }

    boolean isSet(String key) {
        return text(key)
                .map(value -> switch (value) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw bad(key, value, "true or false");
                })
                .orElse(false);
    }

    OptionalLong number(String key, long least, long most) {
        Optional<String> value = text(key);
        if (value.isEmpty()) {
            return OptionalLong.empty();
        }
        try {
            long number = Long.parseLong(value.get());
            if (number >= least && number <= most) {
                return OptionalLong.of(number);
            }
        } catch (NumberFormatException e) {
            // Told below, like a number out of bounds.
        }
        throw bad(key, value.get(), "a whole number from %d to %d".formatted(least, most));
    }

    Optional<Duration> duration(String key) {
        return find(key).map(value -> duration(key, value));
    }

    List<Duration> durations(String key) {
        return document.list(value(key)).stream()
                .map(each -> duration(key, each))
                .toList();
    }

    private Duration duration(String key, Node node) {
        String text = document.text(node, "'" + key + "'");
        try {
            return Durations.parse(text);
        } catch (DateTimeException e) {
            throw document.refuse(
                    node,
                    Code.BAD_VALUE,
                    "'%s' is a duration such as 500ms, 5s, 10m or 1h, and '%s' was found".formatted(key, text));
        }
    }

    /** One of the values that a key can have. */
    Optional<String> choice(String name) {
        return text(name).map(value -> {
            Key key = section.keys().stream()
                    .filter(each -> each.name().equals(name))
                    .findFirst()
                    .orElseThrow();
            if (!key.choices().contains(value)) {
                throw document.refuse(
                        value(name),
                        Code.BAD_VALUE,
                        "%s '%s' is not known%s; there are %s"
                                .formatted(
                                        name,
                                        value,
                                        Suggestion.question(value, key.choices()),
                                        String.join(", ", key.choices())));
            }
            return value;
        });
    }

    /** Names, each with a text, in order. */
    Map<ScalarNode, String> fields(String key) {
        Map<ScalarNode, String> fields = new LinkedHashMap<>();
        document.entries(value(key), "'" + key + "'")
                .forEach((name, value) -> fields.put(name, document.text(value, "'" + name.getValue() + "'")));
        if (fields.isEmpty()) {
            throw document.refuse(value(key), Code.MISSING_KEY, "'%s' names no field; give it one".formatted(key));
        }
        return fields;
    }

    /** The node of each field's text, by the field's name. */
    Map<String, Node> nodes(String key) {
        return document.entries(value(key), "'" + key + "'").entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> entry.getKey().getValue(),
                        Map.Entry::getValue,
                        (one, other) -> one,
                        LinkedHashMap::new));
    }

    private SkippedException bad(String key, String value, String expected) {
        return document.refuse(
                value(key), Code.BAD_VALUE, "'%s' is %s, and '%s' was found".formatted(key, expected, value));
    }
}
