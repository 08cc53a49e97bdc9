package dev.levada.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.node.Levada;
import dev.levada.node.job.JobReport;
import dev.levada.node.job.JobState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class YamlDatabaseTest {
    private static final String URL = "jdbc:h2:mem:plant";
    private static final String USER = "ann";
    private static final String PASSWORD = "swordfish";

    @TempDir
    @SuppressWarnings("NullAway.Init") // set first
    private Path directory;

    private Connection database;

    @SuppressWarnings("NullAway.Init") // opened first
    YamlDatabaseTest() {}

    /** It is there as long as there is a connection to it; who makes it may log in. */
    @BeforeEach
    void open() throws SQLException {
        database = DriverManager.getConnection(URL, USER, PASSWORD);
        try (Statement statement = database.createStatement()) {
            statement.execute("CREATE TABLE spikes (\"At\" TIMESTAMP WITH TIME ZONE, celsius DOUBLE PRECISION,"
                    + " sensor INT, hot BOOLEAN, place VARCHAR(20), more INT DEFAULT 9)");
        }
    }

    @AfterEach
    void close() throws SQLException {
        database.close();
    }

    private String[] lines(String login, String fields) {
        return new String[] {
            "name: kept",
            "guarantee: exactly-once",
            "sources:",
            "  readings: { csv: { path: readings.csv, type: { sensor: int, at: instant, celsius: double } } }",
            "steps:",
            "  - hot: { from: readings, map: { %s } }".formatted(fields),
            "sinks:",
            "  - kept: { from: hot, jdbc: { %s, table: spikes } }".formatted(login),
        };
    }

    private static final String FIELDS =
            "sensor: sensor, at: at, celsius: celsius, hot: celsius > 30.0, place: \"'hall'\"";

    private JobReport run(String password) throws Exception {
        Files.writeString(directory.resolve("readings.csv"), """
                sensor,at,celsius
                1,2026-01-31T23:59:59Z,20.5
                2,2026-02-01T00:00:00Z,40.0
                """);
        Files.writeString(directory.resolve("password"), password + "\n");
        try (YamlPipeline pipeline = new PipelineFiles(directory)
                .load(lines("url: \"%s\", user: %s, passwordFile: password".formatted(URL, USER), FIELDS))) {
            return Levada.embedded().parallelism(1).run(pipeline.topology()).join();
        }
    }

    @Test
    void fieldsGoIntoTheColumnsOfTheirNames() throws Exception {
        assertThat(run(PASSWORD).state()).isEqualTo(JobState.FINISHED);

        List<String> rows = new ArrayList<>();
        try (Statement statement = database.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT sensor, \"At\" AT TIME ZONE 'UTC', celsius, hot, place, more"
                                + " FROM spikes ORDER BY sensor")) {
            while (row.next()) {
                rows.add("%d %s %s %s %s %d"
                        .formatted(
                                row.getInt(1),
                                row.getObject(2),
                                row.getDouble(3),
                                row.getBoolean(4),
                                row.getString(5),
                                row.getInt(6)));
            }
        }
        assertThat(rows)
                .containsExactly("1 2026-01-31T23:59:59Z 20.5 false hall 9", "2 2026-02-01T00:00Z 40.0 true hall 9");
    }

    @Test
    void theWrongPasswordIsNeitherTakenNorTold() {
        assertThatThrownBy(() -> run("catfish"))
                .hasMessageContaining("check the user and the password")
                .satisfies(
                        failure -> assertThat(Throwables.getStackTrace(failure)).doesNotContain("catfish"));
    }

    @Test
    void whatNoDatabaseCanTakeIsRefused() {
        PipelineFiles files = new PipelineFiles(directory);

        assertThat(files.problems(lines("url: \"jdbc:nothing://db\"", FIELDS)))
                .singleElement()
                .asString()
                .startsWith("8:37 Y401 no JDBC driver among the classes knows this URL");
        assertThat(files.problems(lines("url: \"%s\"".formatted(URL), "late: at - at")))
                .singleElement()
                .asString()
                .contains(" Y302 field 'late' is duration, which no column takes");
        assertThat(files.problems(lines("url: \"%s\", user: ann".formatted(URL), FIELDS)))
                .singleElement()
                .asString()
                .contains(" Y103 'user' and 'passwordFile' need each other");
        assertThat(files.problems(lines("url: \"%s\", user: ann, passwordFile: none".formatted(URL), FIELDS)))
                .singleElement()
                .asString()
                .contains(" Y105 ", "none' cannot be read");
    }
}
