package dev.levada.connectors.files;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.connector.BadInputException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvFilesTest {
    @TempDir
    Path directory;

    private Path file = Path.of("");

    enum Heat {
        COLD,
        HOT
    }

    record Reading(int sensor, String place, double celsius) {
        Reading {
            if (celsius < -273.15) {
                throw new IllegalArgumentException("it cannot be colder than -273.15");
            }
        }
    }

    record Everything(
            byte b,
            short s,
            int i,
            long l,
            float f,
            double d,
            boolean z,
            char c,
            Integer boxed,
            String text,
            BigDecimal price,
            Instant at,
            Duration span,
            LocalDate day,
            UUID id,
            Heat heat,
            Optional<Integer> maybe,
            Optional<String> note) {}

    @BeforeEach
    void nameFile() {
        file = directory.resolve("a.csv");
    }

    @Test
    void rowsAreMatchedByTheNamesInTheHeader() throws Exception {
        assertThat(read("celsius,unused, sensor ,place\n2.5,x,1,hall\n-3,,2,\"attic, left\"\n").all)
                .containsExactly(new Reading(1, "hall", 2.5), new Reading(2, "attic, left", -3));
    }

    @Test
    void rowsAreMatchedByPositionIfThereIsNoHeader() throws Exception {
        Files.writeString(file, "1;hall;2.5\n2;'it''s';3");
        assertThat(Outcome.of(FileSources.csv(file, Reading.class)
                                .header(false)
                                .delimiter(';')
                                .quote('\'')
                                .build())
                        .all)
                .containsExactly(new Reading(1, "hall", 2.5), new Reading(2, "it's", 3));
    }

    @Test
    void eachTypeIsRead() throws Exception {
        Files.writeString(file, """
                1,-2,3,4,1.5, 2.5e3 ,TRUE,x,7,"say ""hi""\",1.10,2026-01-31T23:59:59Z,PT1M30S,2026-01-31,\
                00000000-0000-0001-0000-000000000002,HOT,5,n
                1,-2,3,4,1.5,NaN,false,x,7, t ,1.10,2026-01-31T23:59:59Z,PT0S,2026-01-31,\
                00000000-0000-0001-0000-000000000002,COLD,,
                """);
        Instant at = Instant.parse("2026-01-31T23:59:59Z");
        LocalDate day = LocalDate.of(2026, 1, 31);
        BigDecimal price = new BigDecimal("1.10");
        UUID id = new UUID(1, 2);
        assertThat(Outcome.of(FileSources.csv(file, Everything.class)
                                .header(false)
                                .build())
                        .all)
                .containsExactly(
                        new Everything(
                                (byte) 1,
                                (short) -2,
                                3,
                                4,
                                1.5f,
                                2500,
                                true,
                                'x',
                                7,
                                "say \"hi\"",
                                price,
                                at,
                                Duration.ofSeconds(90),
                                day,
                                id,
                                Heat.HOT,
                                Optional.of(5),
                                Optional.of("n")),
                        new Everything(
                                (byte) 1,
                                (short) -2,
                                3,
                                4,
                                1.5f,
                                Double.NaN,
                                false,
                                'x',
                                7,
                                " t ",
                                price,
                                at,
                                Duration.ZERO,
                                day,
                                id,
                                Heat.COLD,
                                Optional.empty(),
                                Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            b     | 300      | expected a whole number from -128 to 127, found '300'
            s     | x        | expected a whole number, found 'x'
            i     | 1.5      | expected a whole number, found '1.5'
            i     | ` `      | expected a whole number, found nothing
            l     | 99999999999999999999 | expected a whole number from -9223372036854775808 to 9223372036854775807, found '99999999999999999999'
            f     | 1.5f     | expected a number, found '1.5f'
            d     | abc      | expected a number, found 'abc'
            z     | yes      | expected true or false, found 'yes'
            c     | xy       | expected one character, found 'xy'
            boxed | ``       | expected a whole number, found nothing
            price | 1.1.1    | expected a number, found '1.1.1'
            at    | today    | expected an instant such as 2026-01-31T23:59:59Z, found 'today'
            span  | 5s       | expected a duration such as PT1M30S, found '5s'
            day   | 31.1.26  | expected a date such as 2026-01-31, found '31.1.26'
            id    | 1-2-3-4-5 | expected a UUID, found '1-2-3-4-5'
            id    | x        | expected a UUID, found 'x'
            heat  | WARM     | expected one of COLD, HOT, found 'WARM'
            maybe | x        | expected a whole number, found 'x'
            """)
    void aCellOfTheWrongTypeIsNamedWithItsColumn(String column, String bad, String message) throws Exception {
        String header = "b,s,i,l,f,d,z,c,boxed,text,price,at,span,day,id,heat,maybe";
        String good = "1,1,1,1,1,1,true,x,1,t,1,2026-01-31T23:59:59Z,PT0S,2026-01-31,"
                + "00000000-0000-0001-0000-000000000002,HOT,1";
        String[] cells = good.split(",");
        cells[List.of(header.split(",")).indexOf(column)] = bad;
        Files.writeString(file, header + "\n" + good + "\n" + String.join(",", cells) + "\n" + good);

        Outcome<Everything> outcome =
                Outcome.of(FileSources.csv(file, Everything.class).build());

        assertThat(outcome.problems).containsExactly("%s:3: column '%s': %s".formatted(file, column, message));
        assertThat(outcome.raws).containsExactly(String.join(",", cells));
        assertThat(outcome.values).hasSize(2);
    }

    @Test
    void aRowWithTooFewOrTooManyColumnsIsMalformedAndNoOther() throws Exception {
        assertThat(read("sensor,place,celsius\n1,a,1\n2,b\n3,c,3\n4,d,4,\n5,e,5").all)
                .containsExactly(
                        new Reading(1, "a", 1),
                        file + ":3: expected 3 columns, found 2",
                        new Reading(3, "c", 3),
                        file + ":5: expected 3 columns, found 4",
                        new Reading(5, "e", 5));
        Files.writeString(file, "1,a");
        assertThat(Outcome.of(FileSources.csv(file, Reading.class).header(false).build()).all)
                .containsExactly(file + ":1: expected 3 columns, found 2");
    }

    @Test
    void aRowThatTheRecordRefusesIsMalformed() throws Exception {
        assertThat(read("sensor,place,celsius\n1,a,-300\n").all)
                .containsExactly(file + ":2: record Reading refuses the row: it cannot be colder than -273.15");
    }

    @Test
    void aQuotedValueMayGoOverSeveralLines() throws Exception {
        assertThat(read("sensor,place,celsius\n\n1,\"a\r\nb\"\"\n\n,c\",1\r\n2,d,x\n").all)
                .containsExactly(
                        new Reading(1, "a\r\nb\"\n\n,c", 1),
                        file + ":7: column 'celsius': expected a number, found 'x'");
    }

    @Test
    void aProblemInARowOfSeveralLinesIsWhereTheRowStarts() throws Exception {
        Outcome<Reading> outcome = read("sensor,place,celsius\n1,\"a\nb\",x\n2,c,2\n");
        assertThat(outcome.all)
                .containsExactly(file + ":2: column 'celsius': expected a number, found 'x'", new Reading(2, "c", 2));
        assertThat(outcome.raws).containsExactly("1,\"a\nb\",x");
    }

    @Test
    void aQuoteWithinAnUnquotedValueIsText() throws Exception {
        assertThat(read("sensor,place,celsius\n1,5\" pipe,1\n2,b,2\n").all)
                .containsExactly(new Reading(1, "5\" pipe", 1), new Reading(2, "b", 2));
    }

    @Test
    void withoutQuotesAQuoteIsText() throws Exception {
        Files.writeString(file, "sensor\tplace\tcelsius\n1\t\"a\t1\n2\t\"b\"\t2\n");
        assertThat(Outcome.of(FileSources.csv(file.toString(), Reading.class)
                                .delimiter('\t')
                                .noQuotes()
                                .build())
                        .all)
                .containsExactly(new Reading(1, "\"a", 1), new Reading(2, "\"b\"", 2));
    }

    @Test
    void aQuoteThatIsNotClosedSwallowsNothing() throws Exception {
        Outcome<Reading> outcome = read("sensor,place,celsius\n1,\"a,1\n2,b,2\n3,\"c\",3\n4,d,4\n");
        assertThat(outcome.all)
                .containsExactly(
                        file
                                + ":2: expected ',' or the end of the line after a closing quote, found more text; a quote within a quoted value is written twice",
                        new Reading(2, "b", 2),
                        new Reading(3, "c", 3),
                        new Reading(4, "d", 4));
        assertThat(outcome.raws).containsExactly("1,\"a,1");
    }

    @Test
    void aQuoteThatIsNotClosedBeforeTheEndSwallowsNothing() throws Exception {
        assertThat(read("sensor,place,celsius\n1,\"a,1\n2,b,2\n3,\"c,3\n4,d,4\n").all)
                .contains(
                        new Reading(2, "b", 2),
                        file + ":4: a quoted value is not closed before the end of the file",
                        new Reading(4, "d", 4))
                .hasSize(4);
    }

    @Test
    void aQuoteIsFollowedNoFurtherThanTheBound() throws Exception {
        String rest = "2,b,2\n".repeat(100);
        Files.writeString(file, "sensor,place,celsius\n1,\"a,1\n" + rest);
        Outcome<Reading> outcome = Outcome.of(
                FileSources.csv(file, Reading.class).maxLineChars(200).build());
        assertThat(outcome.values).hasSize(100);
        assertThat(outcome.problems)
                .containsExactly(
                        file
                                + ":2: a quoted value is not closed within 200 characters; raise maxLineChars if it is meant to be longer");
    }

    @Test
    void aQuoteThatGoesOnIntoMalformedBytesSwallowsNothing() throws Exception {
        Files.write(file, "sensor,place,celsius\n1,\"a,1\n2,b,2\n3,ü,3\n4,d,4".getBytes(ISO_8859_1));
        Outcome<Reading> outcome =
                Outcome.of(FileSources.csv(file, Reading.class).build());
        assertThat(outcome.values).containsExactly(new Reading(2, "b", 2), new Reading(4, "d", 4));
        assertThat(outcome.problems.get(0))
                .isEqualTo(file + ":2: a quoted value is not closed before line 4, which cannot be read");
        assertThat(outcome.problems.get(1)).startsWith(file + ":4: character 3: expected UTF-8, found the bytes FC");
    }

    @Test
    void textBehindAClosingQuoteIsMalformedAndNoOtherRow() throws Exception {
        assertThat(read("sensor,place,celsius\n1,a,1\n2,\"b\"x,2\n3,c,3\n").values)
                .containsExactly(new Reading(1, "a", 1), new Reading(3, "c", 3));
    }

    @Test
    void aHeaderThatLacksColumnsIsRefusedWithThoseItHas() {
        assertThatThrownBy(() -> read("Sensor,place\n1,a\n"))
                .isInstanceOf(BadInputException.class)
                .hasMessage(
                        "%s:1: the header lacks columns 'sensor', 'celsius'; it has columns 'Sensor', 'place'; rename the columns, or set header(false) if the first row is data",
                        file);
        assertThatThrownBy(() -> read("sensor,place\n1,a\n")).hasMessageContaining("lacks column 'celsius'; it has");
        assertThatThrownBy(() -> read("\n\n\"sen\nsor\",place\n1,a\n"))
                .hasMessageStartingWith("%s:3: the header lacks columns", file);
    }

    @Test
    void aHeaderWithANeededColumnTwiceIsRefused() {
        assertThatThrownBy(() -> read("sensor,place,celsius,place\n"))
                .isInstanceOf(BadInputException.class)
                .hasMessage("%s:1: the header has column 'place' twice; rename one of them", file);
    }

    @Test
    void aHeaderThatIsNoRowIsRefused() {
        assertThatThrownBy(() -> read("sensor,\"place,celsius\n1,a,2"))
                .isInstanceOf(BadInputException.class)
                .hasMessage(
                        "the header cannot be read: %s:1: a quoted value is not closed before the end of the file",
                        file);
        assertThatThrownBy(() -> read("sensor,\"place\"s,celsius\n1,a,2"))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith("the header cannot be read: %s:1: expected ',' or the end of the line", file);
    }

    @Test
    void anEmptyFileAndOneWithAHeaderAloneHaveNoRows() throws Exception {
        assertThat(read("").all).isEmpty();
        assertThat(read("\n\n").all).isEmpty();
        assertThat(read("\uFEFFsensor,place,celsius").all).isEmpty();
    }

    @Test
    void rowsCanBeReadAsListsAndMaps() throws Exception {
        Files.writeString(file, "a,b\n1,2\n3,\n");
        assertThat(Outcome.of(FileSources.csv(file).build()).values)
                .containsExactly(List.of("1", "2"), List.of("3", ""));
        assertThat(Outcome.of(FileSources.csv(file).header(false).build()).values)
                .containsExactly(List.of("a", "b"), List.of("1", "2"), List.of("3", ""));
        assertThat(Outcome.of(FileSources.csvMaps(file).build()).values)
                .containsExactly(Map.of("a", "1", "b", "2"), Map.of("a", "3", "b", ""));
        assertThat(Outcome.of(FileSources.csvMaps(file.toString()).header(false).build())
                        .values
                        .get(0))
                .isEqualTo(Map.of("1", "a", "2", "b"));
        Files.writeString(file, "a,a\n1,2\n");
        assertThatThrownBy(() -> Outcome.of(FileSources.csvMaps(file).build()))
                .isInstanceOf(BadInputException.class)
                .hasMessage("%s:1: the header names two columns alike: a, a; rename one of them", file);
    }

    @Test
    void eachFileHasItsOwnHeader() throws Exception {
        Files.writeString(directory.resolve("a.csv"), "sensor,place,celsius\n1,a,1\n");
        Files.writeString(directory.resolve("b.csv"), "celsius,place,sensor\n2,b,3\n");
        assertThat(Outcome.of(FileSources.csv(directory.resolve("b.csv"), Reading.class)
                                .and(directory.resolve("a.csv"))
                                .build())
                        .all)
                .containsExactly(new Reading(1, "a", 1), new Reading(3, "b", 2));
    }

    @Test
    void aRecordThatCannotBeARowIsRefusedAtOnce() {
        record Nested(int id, List<String> names) {}
        record Empty() {}
        assertThatThrownBy(() -> FileSources.csv("a.csv", Nested.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "component 'names' of record %s is a java.util.List<java.lang.String>, which no column can hold; it can hold a primitive or its box, String, BigDecimal, Instant, Duration, LocalDate, UUID, an enum, or an Optional of one of these",
                        Nested.class.getName());
        assertThatThrownBy(() -> FileSinks.csv(Path.of("a.csv"), Empty.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("record %s has no component to be a column", Empty.class.getName());
    }

    @Test
    void aDialectThatCannotBeIsRefused() {
        assertThatThrownBy(() -> FileSources.csv("a.csv").delimiter('"'))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("delimiter and quote must differ, both are '\"'");
        assertThatThrownBy(() -> FileSources.csv("a.csv").delimiter('\n'))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the delimiter cannot be a line end");
    }

    @Test
    void theCharsetIsUsed() throws Exception {
        Files.write(file, "sensor,place,celsius\n1,Köln,1\n".getBytes(ISO_8859_1));
        assertThat(Outcome.of(FileSources.csv(file, Reading.class)
                                .charset(ISO_8859_1)
                                .build())
                        .values)
                .containsExactly(new Reading(1, "Köln", 1));
    }

    private Outcome<Reading> read(String content) throws IOException {
        Files.writeString(file, content);
        return Outcome.of(FileSources.csv(file, Reading.class).build());
    }
}
