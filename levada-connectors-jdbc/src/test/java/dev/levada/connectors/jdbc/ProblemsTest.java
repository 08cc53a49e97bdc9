package dev.levada.connectors.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.levada.api.connector.BadInputException;
import dev.levada.api.connector.SinkTask;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people read when something is wrong. */
class ProblemsTest {

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aTableThatIsNotThere(boolean twoPhase) {
        assertThat(opening(output(Postgres.url(), "INSERT INTO nowhere (n) VALUES (?)", twoPhase)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("sink 'out', task 0, at jdbc:postgresql://localhost:")
                .hasMessageContaining("relation \"nowhere\" does not exist [SQLSTATE 42P01]")
                .hasMessageContaining("in INSERT INTO nowhere")
                .hasMessageEndingWith("create the table first, or check its name and schema");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aColumnThatIsNotThereOrAStatementThatIsNone(boolean twoPhase) throws Exception {
        String table = Postgres.table("n INT");
        assertThat(opening(output(Postgres.url(), "INSERT INTO %s (m) VALUES (?)".formatted(table), twoPhase)))
                .isInstanceOf(BadInputException.class)
                .hasMessageEndingWith("check the names of the columns");
        assertThat(opening(output(Postgres.url(), "INSERTO %s".formatted(table), twoPhase)))
                .isInstanceOf(BadInputException.class)
                .hasMessageEndingWith("check the statement and what is bound to it");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPasswordThatIsWrong(boolean twoPhase) throws Exception {
        String user = Postgres.name();
        Postgres.execute("CREATE ROLE %s LOGIN PASSWORD 'right'".formatted(user));
        Path rules = Path.of(Postgres.query("SHOW hba_file").get(0));
        Files.writeString(rules, "host all %s all scram-sha-256%n".formatted(user) + Files.readString(rules));
        Postgres.execute("SELECT pg_reload_conf()");
        String url = Postgres.url().replaceAll("[?].*", "");
        while (!(catchThrowable(() -> new Database(url, user, "hunter2", null).connect()) instanceof SQLException)) {
            Thread.onSpinWait(); // until the server has read its rules
        }
        Throwable problem = opening(output(url, "SELECT ?", twoPhase).credentials(user, "hunter2"));
        assertThat(problem)
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("password authentication failed")
                .hasMessageContaining("[SQLSTATE 28P01]")
                .hasMessageEndingWith("check the user and the password");
        assertThat(allOf(problem)).doesNotContain("hunter2");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aServerThatIsNotThere(boolean twoPhase) {
        Throwable problem = opening(output("jdbc:postgresql://localhost:1/db?password=hunter2", "SELECT ?", twoPhase)
                .credentials("ann", "hunter3"));
        assertThat(problem)
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("at jdbc:postgresql://localhost:1/db?***, cannot open")
                .hasMessageContaining("refused")
                .hasMessageContaining("[SQLSTATE 08001]")
                .hasMessageContaining("check that the database runs and can be reached from here");
        assertThat(allOf(problem)).doesNotContain("hunter");
    }

    @Test
    void aDatabaseThatIsNotThere() {
        String url = Postgres.url().replace("/postgres?", "/other?");
        assertThat(opening(output(url, "SELECT ?", false)))
                .isInstanceOf(BadInputException.class)
                .hasMessageEndingWith("create the database, or check its name in the URL");
    }

    @Test
    void aDriverThatIsNotThere() {
        Throwable problem = opening(output("jdbc:shoebox://ann:hunter2@host/db?token=hunter2", "SELECT ?", false));
        assertThat(problem)
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("no JDBC driver here knows jdbc:shoebox://***@host/db?***")
                .hasMessageContaining("class path");
        assertThat(allOf(problem)).doesNotContain("hunter");
    }

    @Test
    void aDatabaseThatIsOfNoUse() throws Exception {
        DriverManager.registerDriver(Shoebase.DRIVER);
        try {
            assertThat(opening(output("jdbc:shoebase:x", "SELECT ?", true)))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining(
                            "two-phase commit is for PostgreSQL, but this is Shoebase; use offsetInSink()");
            assertThat(opening(output("jdbc:shoebase:x", "SELECT ?", false)))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("the database has no transactions");
        } finally {
            DriverManager.deregisterDriver(Shoebase.DRIVER);
        }
    }

    @Test
    void theBooksThatMayNotBeMadeAreShownAsTheyShouldBeMade() throws Exception {
        String user = Postgres.name();
        Postgres.execute("CREATE ROLE %s LOGIN".formatted(user));
        String url = Postgres.url().replaceAll("[?].*", "");
        assertThat(opening(output(url, "SELECT ?", false).credentials(user, "").tables("public.mine")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("have it made by: CREATE TABLE public.mine_offsets (task VARCHAR(160)")
                .hasMessageContaining("grant the user what it needs");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            jdbc:postgresql://host:5432/db                                | jdbc:postgresql://host:5432/db
            jdbc:postgresql://host/db?user=ann&password=hunter2           | jdbc:postgresql://host/db?***
            jdbc:postgresql://host/db?user=ann@hunter2                    | jdbc:postgresql://host/db?***
            jdbc:mysql://ann:hunter2@host/db?x=1                          | jdbc:mysql://***@host/db?***
            jdbc:mysql://ann:hun?hunter2@host/db                          | jdbc:mysql://***@host/db
            jdbc:mysql://ann:hun@hunter2@host/db                          | jdbc:mysql://***@host/db
            jdbc:oracle:thin:scott/hunter2@host:1521:db                   | jdbc:oracle:thin:***@host:1521:db
            jdbc:oracle:thin:@//host:1521/db                              | jdbc:oracle:thin:@//host:1521/db
            jdbc:sqlserver://host:1433;databaseName=db;password=hunter2   | jdbc:sqlserver://host:1433;***
            jdbc:h2:mem:test                                              | jdbc:h2:mem:test
            """)
    void urlsArePrintedWithoutSecrets(String url, String printed) {
        Secrets secrets = new Secrets(url, null);
        assertThat(secrets.maskedUrl()).isEqualTo(printed);
        assertThat(secrets.cleaned("cannot connect to " + url)).doesNotContain("hunter2");
        assertThat(new Database(url, "ann", "hunter2", null)).hasToString(printed);
        assertThat(JdbcSinks.<Integer>insert(url, "INSERT INTO t\n  VALUES (?)", (s, n) -> {})
                        .credentials("ann", "hunter2")
                        .build()
                        .describe())
                .isEqualTo("jdbc INSERT INTO t VALUES (?) at " + printed);
    }

    @Test
    void secretsThatADriverTellsAreTakenOut() {
        Secrets secrets = new Secrets("jdbc:x://ann:hunter2@host", "hunter3");
        SQLException plain = new SQLException("no", "08001");
        assertThat((Throwable) secrets.cleaned(plain)).isSameAs(plain);
        SQLException next = new SQLException("no", "08001");
        next.setNextException(new SQLException("for hunter3"));
        SQLException cause = new SQLException("no", "08001", 7, new IllegalStateException("for hunter2"));
        for (SQLException telling : new SQLException[] {next, cause}) {
            SQLException clean = secrets.cleaned(telling);
            assertThat((Throwable) clean).hasMessage("no");
            assertThat(clean.getSQLState()).isEqualTo("08001");
            assertThat(allOf(clean)).doesNotContain("hunter");
        }
    }

    private static JdbcOutput<Integer> output(String url, String sql, boolean twoPhase) {
        JdbcOutput<Integer> output = JdbcSinks.<Integer>insert(url, sql, (statement, n) -> statement.setInt(1, n))
                .backoff(new Backoff(2, 1, 1));
        return twoPhase ? output.twoPhaseCommit() : output;
    }

    private static Throwable opening(JdbcOutput<Integer> output) {
        return catchThrowable(() -> output.build().open(SinkTask.first(Postgres.name(), "out", 0, 1)));
    }

    private static String allOf(Throwable problem) {
        StringWriter text = new StringWriter();
        problem.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }
}
