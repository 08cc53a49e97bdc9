package dev.levada.connectors.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.connector.BadInputException;
import dev.levada.connectors.jdbc.JobModel.End;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Crashes at every place, in an order and at random: each row is there once. */
class HistoryTest {
    private static final List<End> ENDS = List.of(End.values());

    private interface Step {
        void on(JobModel job) throws Exception;
    }

    private static final List<Step> SCRIPT = List.of(
            job -> job.write(0, 4),
            job -> job.write(1, 1),
            job -> job.prepare(1),
            job -> job.prepare(2),
            JobModel::complete,
            job -> job.write(0, 1),
            job -> job.commit(0, true),
            job -> job.commit(0, false),
            job -> job.prepare(2),
            job -> job.write(1, 7),
            JobModel::complete,
            job -> job.prepare(2),
            job -> job.commit(1, false),
            JobModel::complete,
            job -> job.commit(0, false),
            job -> job.write(0, 2),
            job -> job.commit(1, true));

    @ParameterizedTest
    @CsvSource({"true,FROZEN", "true,KILLED", "true,CLOSED", "false,FROZEN", "false,KILLED", "false,CLOSED"})
    void aCrashBetweenAnyTwoStepsLosesAndDoublesNothing(boolean twoPhase, End end) throws Exception {
        for (int steps = 0; steps <= SCRIPT.size(); steps++) {
            JobModel job = new JobModel(twoPhase, 2);
            for (Step step : SCRIPT.subList(0, steps)) {
                step.on(job);
                job.assertNothingEarly();
            }
            job.crash(end);
            String old = job.application();
            job.open();
            job.assertExactly();
            assertThat(job.transactions()).as("after %d steps", steps).isEmpty();
            job.write(1, 3);
            job.finish();
            Postgres.kill(old);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aLostSessionIsReplacedWhenItIsTimeToCommit(boolean twoPhase) throws Exception {
        JobModel job = new JobModel(twoPhase, 1);
        job.write(0, 10);
        job.prepare(1);
        job.complete();
        Postgres.kill(job.application());
        job.commit(0, true);
        job.assertExactly();
        Postgres.kill(job.application());
        job.commit(0, true);
        job.commit(0, false);
        job.assertExactly();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void randomHistoriesEndWithEachRowOnce(boolean twoPhase) throws Exception {
        Postgres.url(); // a test without a server is not a failure of the first seed
        for (int seed = 0; seed < 6; seed++) {
            try {
                play(twoPhase, new Random(seed));
            } catch (Exception | AssertionError e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
    }

    private static void play(boolean twoPhase, Random random) throws Exception {
        int parallelism = 1 + random.nextInt(3);
        JobModel job = new JobModel(twoPhase, parallelism);
        List<String> old = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            int task = random.nextInt(parallelism);
            switch (random.nextInt(12)) {
                case 0, 1, 2, 3 -> job.write(task, random.nextInt(8));
                case 4, 5 -> job.prepare(parallelism);
                case 6 -> job.prepare(random.nextInt(parallelism + 1));
                case 7, 8 -> job.complete();
                case 9, 10 -> job.commit(task, random.nextBoolean());
                default -> {
                    List<JobModel.Task> zombies = job.tasks();
                    End end = ENDS.get(random.nextInt(3));
                    job.crash(end);
                    old.add(job.application());
                    job.open();
                    job.assertExactly();
                    if (end == End.FROZEN) {
                        zombies.forEach(HistoryTest::wake);
                    }
                    job.assertExactly();
                }
            }
            job.assertNothingEarly();
        }
        job.finish();
        for (String application : old) {
            Postgres.kill(application);
        }
    }

    /** A task that was thought dead goes on; what it does is refused, or it is what was done already. */
    private static void wake(JobModel.Task zombie) {
        assertThatThrownBy(() -> {
                    for (byte[] prepared : zombie.pending.values()) {
                        zombie.writer.commit(prepared);
                    }
                    zombie.writer.write(1_000_000);
                    zombie.writer.write(1_000_001);
                    zombie.writer.commit(zombie.writer.prepare(1_000_000));
                })
                .isInstanceOfAny(SQLException.class, BadInputException.class)
                .isInstanceOf(FencedException.class);
    }
}
