package dev.levada.connectors.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A job is killed as {@code kill -9} does, at any moment and several times, and goes on: each row is there once. More
 * rounds with {@code -Dlevada.kills=25}.
 */
class KillTest {
    private static final int ROUNDS = Integer.getInteger("levada.kills", 2);
    private static final long SEED = Long.getLong("levada.kills.seed", 1);
    private static final int MOST_KILLS = 4;

    /** Four of these are about as long as the job. */
    private static final int MOST_MILLIS = 700;

    /** About as long as it takes from the record of a complete epoch to the end of its commits. */
    private static final int COMMIT_MILLIS = 10;

    @TempDir
    private Path directory;

    private int kills;
    private int resumes;
    private int fromEpochs;
    private int withPrepared;

    @Test
    void theOffsetInTheSinkIsExact() throws Exception {
        campaign(false);
    }

    @Test
    void twoPhaseCommitIsExact() throws Exception {
        campaign(true);
    }

    private void campaign(boolean twoPhase) throws Exception {
        int rounds = 0;
        try {
            for (; rounds < ROUNDS; rounds++) {
                round(twoPhase, SEED + rounds);
            }
        } finally {
            System.out.printf(
                    "%s: %d of %d rounds exact, %d kills, %d of them with transactions left prepared; %d resumes, %d of them from a complete epoch%n",
                    twoPhase ? "two-phase commit" : "offset in sink",
                    rounds,
                    ROUNDS,
                    kills,
                    withPrepared,
                    resumes,
                    fromEpochs);
        }
    }

    private void round(boolean twoPhase, long seed) throws Exception {
        String table = Postgres.table("word TEXT NOT NULL, n BIGINT NOT NULL");
        KilledCount count =
                new KilledCount(Postgres.url(), table, table, twoPhase, directory.resolve("state-" + seed), seed);
        SplittableRandom random = new SplittableRandom(seed);
        int planned = 1 + random.nextInt(MOST_KILLS);
        boolean killed = true;
        for (int i = 0; i < planned && killed; i++) {
            Child child = start(count, i > 0);
            killed = killSometime(child, random);
            kills += killed ? 1 : 0;
            withPrepared += killed && prepared(count) > 0 ? 1 : 0;
        }
        // One that has finished already has nothing to do.
        String end = start(count, true).requireFinished();
        assertThat(differences(count)).as("seed %d, %s", seed, end).isEmpty();
        assertThat(prepared(count)).as("seed %d, left prepared", seed).isZero();
    }

    private Child start(KilledCount count, boolean again) throws Exception {
        Child child = Child.start(count);
        long epoch = child.startEpoch();
        resumes += again ? 1 : 0;
        fromEpochs += again && epoch > 0 ? 1 : 0;
        return child;
    }

    private static boolean killSometime(Child child, SplittableRandom random) throws Exception {
        int when = random.nextInt(3);
        if (when == 0) {
            return child.kill(random.nextInt(MOST_MILLIS)); // before its first epoch, or soon after
        }
        child.awaitEpoch();
        // Either while that epoch is being committed, or anywhere.
        return child.kill(random.nextInt(when == 1 ? COMMIT_MILLIS : MOST_MILLIS));
    }

    private static int prepared(KilledCount count) throws Exception {
        return Postgres.query("SELECT gid FROM pg_prepared_xacts WHERE gid LIKE 'levada/%s/%%'".formatted(count.job()))
                .size();
    }

    /** Which rows are there another number of times than they should be, and how often. */
    private static Map<String, Integer> differences(KilledCount count) throws Exception {
        Map<String, Integer> rows = new TreeMap<>();
        for (String row : Postgres.query("SELECT word || ' ' || n FROM " + count.table())) {
            rows.merge(row, 1, Integer::sum);
        }
        Map<String, Integer> expected = count.expected();
        expected.keySet().forEach(row -> rows.putIfAbsent(row, 0));
        rows.entrySet().removeIf(row -> row.getValue().equals(expected.get(row.getKey())));
        return rows;
    }
}
