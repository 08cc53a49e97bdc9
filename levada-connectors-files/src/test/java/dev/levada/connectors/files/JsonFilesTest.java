package dev.levada.connectors.files;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonFilesTest {
    @TempDir
    Path directory;

    /** How hot it is. */
    public enum Heat {
        COLD,
        HOT
    }

    /** Where. */
    public record Place(String name, List<Integer> floors) {}

    /** One of each. */
    public record Reading(
            int sensor,
            Instant at,
            double celsius,
            boolean ok,
            String note,
            Heat heat,
            Optional<Place> place,
            Duration span,
            LocalDate day,
            UUID id,
            BigDecimal price,
            List<Integer> list) {

        /** Refuses what cannot be. */
        public Reading {
            if (celsius < -273.15) {
                throw new IllegalArgumentException("it cannot be colder than -273.15");
            }
        }
    }

    private static final String GOOD = """
            {"sensor":1,"at":"2026-01-31T23:59:59Z","celsius":2.5,"ok":true,"note":"n","heat":"HOT",\
            "span":"PT1M","day":"2026-01-31","id":"00000000-0000-0001-0000-000000000002","price":1.10,"list":[1]}""";
    private static final Reading VALUE = new Reading(
            1,
            Instant.parse("2026-01-31T23:59:59Z"),
            2.5,
            true,
            "n",
            Heat.HOT,
            Optional.empty(),
            Duration.ofMinutes(1),
            LocalDate.of(2026, 1, 31),
            new UUID(1, 2),
            new BigDecimal("1.10"),
            List.of(1));

    @Test
    void eachLineIsARecordAndEmptyLinesAreLeftOut() throws Exception {
        assertThat(read(GOOD + "\n\n  \r\n" + GOOD).all).containsExactly(VALUE, VALUE);
    }

    @Test
    void anOptionalFieldMayBeThereOrAbsentOrNull() throws Exception {
        String there = GOOD.replace("}", ",\"place\":{\"name\":\"hall\",\"floors\":[1,2]}}");
        String absent = GOOD;
        String isNull = GOOD.replace("}", ",\"place\":null}");
        assertThat(read(there + "\n" + absent + "\n" + isNull).values)
                .extracting(Reading::place)
                .containsExactly(Optional.of(new Place("hall", List.of(1, 2))), Optional.empty(), Optional.empty());
    }

    @Test
    void anUnknownFieldIsPassedOverOrRefused() throws Exception {
        Path file = Files.writeString(directory.resolve("a.json"), GOOD.replace("}", ",\"other\":1}"));
        assertThat(Outcome.of(FileSources.jsonLines(file, Reading.class).build()).all)
                .containsExactly(VALUE);
        assertThat(Outcome.of(FileSources.jsonLines(file, Reading.class)
                                .failOnUnknownFields(true)
                                .build())
                        .problems)
                .containsExactly(
                        file
                                + ":1: field 'other': expected no such field, only [sensor, at, celsius, ok, note, heat, place, span, day, id, price, list]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            2.5                    | "abc"      | field 'celsius': expected a number, found 'abc'
            2.5                    | "2.5"      | field 'celsius': expected a number, found '2.5'
            2.5                    | null       | field 'celsius': expected a number, found null
            2.5                    | {}         | field 'celsius': expected a number, found an object
            2.5                    | -300       | Reading refuses the value: it cannot be colder than -273.15
            "celsius":2.5,         | ` `        | field 'celsius': expected a number, found nothing
            "note":"n",            | ` `        | field 'note': expected a string, found nothing
            "sensor":1             | "sensor":1.5         | field 'sensor': expected a whole number that fits int, found 1.5
            "sensor":1             | "sensor":10000000000 | field 'sensor': expected a whole number that fits int, found 10000000000
            "sensor":1             | "sensor":"1"         | field 'sensor': expected a whole number that fits int, found '1'
            true                   | 1          | field 'ok': expected true or false, found 1
            true                   | "true"     | field 'ok': expected true or false, found 'true'
            "n"                    | 5          | field 'note': expected a string, found 5
            "n"                    | null       | field 'note': expected a string, found nothing
            "HOT"                  | "WARM"     | field 'heat': expected one of COLD, HOT, found 'WARM'
            "HOT"                  | 1          | field 'heat': expected one of COLD, HOT, found 1
            "2026-01-31T23:59:59Z" | "now"      | field 'at': expected Instant as a string, found 'now'
            "PT1M"                 | "1 minute" | field 'span': expected Duration as a string, found '1 minute'
            [1]                    | 1          | field 'list': expected an array, found 1
            [1]                    | [1,"x"]    | field 'list[1]': expected a whole number that fits integer, found 'x'
            """)
    void aFieldOfTheWrongTypeMakesALineMalformedAndNoOther(String good, String bad, String message) throws Exception {
        assertMalformed(GOOD.replace(good, bad.strip()), message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            nonsense | expected JSON, found at column 1: Unrecognized token 'nonsense': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')
            {        | expected JSON, found at column 2: Unexpected end-of-input: expected close marker for Object
            {"a":}   | expected JSON, found at column 6: Unexpected character ('}' (code 125)): expected a value
            []       | expected an object, found an array
            "text"   | expected an object, found 'text'
            null     | expected a value, found null
            """)
    void aLineThatIsNoJsonObjectIsMalformedAndNoOther(String line, String message) throws Exception {
        assertMalformed(line, message);
    }

    @Test
    void twoValuesOnALineAreMalformed() throws Exception {
        assertMalformed(GOOD + " " + GOOD, "expected one value a line, found more behind the first");
    }

    @Test
    void linesThatAreNoTextAreMalformed() throws Exception {
        Path file = Files.write(directory.resolve("a.json"), (GOOD + "\n\"ü\"\n" + GOOD).getBytes(ISO_8859_1));
        Outcome<Reading> outcome =
                Outcome.of(FileSources.jsonLines(file, Reading.class).build());
        assertThat(outcome.values).containsExactly(VALUE, VALUE);
        assertThat(outcome.problems.get(0)).startsWith(file + ":2: character 2: expected UTF-8, found the bytes FC");
    }

    @Test
    void charsetAndBoundHold() throws Exception {
        Path file =
                Files.write(directory.resolve("a.json"), ("\"ü\"\n\"" + "x".repeat(50) + "\"").getBytes(ISO_8859_1));
        Outcome<String> outcome = Outcome.of(FileSources.jsonLines(file.toString(), String.class)
                .charset(ISO_8859_1)
                .maxLineChars(50)
                .build());
        assertThat(outcome.values).containsExactly("ü");
        assertThat(outcome.problems.get(0)).startsWith(file + ":2: the line is longer than 50 characters");
    }

    private void assertMalformed(String line, String message) throws IOException {
        Outcome<Reading> outcome = read(GOOD + "\n" + line + "\n" + GOOD);
        assertThat(outcome.all).containsExactly(VALUE, directory.resolve("a.json") + ":2: " + message, VALUE);
        assertThat(outcome.raws).containsExactly(line);
    }

    private Outcome<Reading> read(String content) throws IOException {
        Path file = Files.writeString(directory.resolve("a.json"), content);
        return Outcome.of(FileSources.jsonLines(file, Reading.class).build());
    }
}
