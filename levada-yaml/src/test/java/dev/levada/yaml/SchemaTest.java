package dev.levada.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.yaml.text.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** The schema for editors is made of the parts that the reader checks against; the documentation names them all. */
final class SchemaTest {
    private static final Path FILE =
            Path.of("src", "main", "resources", "dev", "levada", "yaml", "pipeline.schema.json");
    private static final Path PAGE = Path.of("..", "docs", "yaml.md");

    @Test
    void schemaIsWhatTheReaderTakes() throws IOException {
        ObjectWriter writer = JsonMapper.builder().build().writerWithDefaultPrettyPrinter();
        String made = written(writer.writeValueAsString(schema()) + "\n");

        assertThat(Files.readString(FILE))
                .as("%s is made of Section; -Dlevada.schema=write writes it", FILE)
                .isEqualToNormalizingNewlines(made);
    }

    private static String written(String made) throws IOException {
        if ("write".equals(System.getProperty("levada.schema"))) {
            Files.writeString(FILE, made);
        }
        return made;
    }

    @Test
    void pageHasEveryKeyAndEveryCode() throws IOException {
        String page = Files.readString(PAGE);
        for (Section section : List.of(
                Section.JOB,
                Section.SOURCE,
                Section.CSV,
                Section.SEQUENCE,
                Section.STEP,
                Section.WINDOW,
                Section.JOIN,
                Section.CALL,
                Section.SINK,
                Section.JDBC)) {
            assertThat(section.names())
                    .as("keys of %s in %s", section.what(), PAGE)
                    .allMatch(name -> page.contains("`" + name + "`"));
        }
        assertThat(Code.values()).as("codes in %s", PAGE).allMatch(code -> page.contains("| " + code.label() + " |"));
    }

    private static Map<String, Object> schema() {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", "A Levada pipeline");
        schema.putAll(object(Section.JOB));
        return schema;
    }

    private static Map<String, Object> object(Section section) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        for (Key key : section.keys()) {
            Map<String, Object> property = new LinkedHashMap<>();
            property.put("description", key.help());
            property.putAll(value(key));
            properties.put(key.name(), property);
            if (key.required()) {
                required.add(key.name());
            }
        }
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("type", "object");
        object.put("properties", properties);
        object.put("additionalProperties", false);
        if (!required.isEmpty()) {
            object.put("required", required);
        }
        if (!section.oneOf().isEmpty()) {
            object.put(
                    "oneOf",
                    section.oneOf().stream()
                            .map(name -> Map.of("required", List.of(name)))
                            .toList());
        }
        return object;
    }

    private static Map<String, Object> value(Key key) {
        Map<String, Object> text = Map.of("type", List.of("string", "number", "boolean"));
        return switch (key.kind()) {
            case TEXT -> text;
            case TEXTS -> anyOf(text, array(text));
            case NUMBER -> Map.of("type", List.of("integer", "string"));
            case BOOL -> Map.of("type", "boolean");
            case CHOICE -> Map.of("enum", key.choices());
            case OPEN_CHOICE -> anyOf(Map.of("enum", key.choices()), Map.of("type", "string"));
            case FIELDS -> named(text);
            case TEXT_OR_FIELDS -> anyOf(text, named(text));
            case PART -> object(key.inside().get(0));
            case TEXT_OR_PART -> anyOf(text, array(text), object(key.inside().get(0)));
            case MAYBE_PART -> anyOf(Map.of("type", "null"), object(key.inside().get(0)));
            case NAMED_PARTS -> named(object(key.inside().get(0)));
            case LISTED_PARTS -> array(named(object(key.inside().get(0))));
        };
    }

    private static Map<String, Object> array(Object each) {
        Map<String, Object> array = new LinkedHashMap<>();
        array.put("type", "array");
        array.put("items", each);
        return array;
    }

    private static Map<String, Object> anyOf(Object... all) {
        return Map.of("anyOf", List.of(all));
    }

    private static Map<String, Object> named(Object each) {
        Map<String, Object> named = new LinkedHashMap<>();
        named.put("type", "object");
        named.put("additionalProperties", each);
        return named;
    }
}
