package dev.levada.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.recovery.Guarantee;
import dev.levada.api.recovery.Recovery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OracleTest {
    private static final long SEED = 3;
    private static final int RECORDS = 500;

    @TempDir
    Path directory;

    private final List<String> seen = new ArrayList<>();
    private final List<String> booked = new ArrayList<>();

    @BeforeEach
    void bookAll() {
        Map<Integer, long[]> accounts = new HashMap<>();
        for (long id = 0; id < RECORDS; id++) {
            Payment payment = Payment.of(SEED, id);
            long[] account = accounts.computeIfAbsent(payment.account(), number -> new long[2]);
            account[0]++;
            account[1] += payment.cents();
            seen.add(payment.line());
            booked.add(new Booking(id, payment.account(), payment.cents(), account[0], account[1]).line());
        }
    }

    @Test
    void whatIsRightIsRightForEveryProtocol() throws IOException {
        for (Recovery protocol : Recovery.Standard.values()) {
            assertThat(judge(protocol)).isEqualTo(new Verdict(0, 0, 0, List.of()));
        }
    }

    @Test
    void aMissingLineIsALoss() throws IOException {
        seen.remove(17);
        Verdict verdict = judge(Recovery.checkpoint());
        assertThat(verdict).isEqualTo(new Verdict(1, 0, 0, List.of("seen: payment 17 is lost")));
        assertThat(verdict.breaks(Guarantee.EXACTLY_ONCE)).isTrue();
        assertThat(verdict.breaks(Guarantee.AT_LEAST_ONCE)).isTrue();
        assertThat(verdict.breaks(Guarantee.AT_MOST_ONCE)).isFalse();
    }

    @Test
    void aRepeatedLineIsADuplicate() throws IOException {
        seen.add(seen.get(17));
        Verdict verdict = judge(Recovery.checkpoint());
        assertThat(verdict).isEqualTo(new Verdict(0, 1, 0, List.of("seen: payment 17 is there 2 times")));
        assertThat(verdict.breaks(Guarantee.EXACTLY_ONCE)).isTrue();
        assertThat(verdict.breaks(Guarantee.AT_MOST_ONCE)).isTrue();
        assertThat(verdict.breaks(Guarantee.AT_LEAST_ONCE)).isFalse();
    }

    @Test
    void aTornLineIsAltered() throws IOException {
        seen.add("17 ");
        seen.add("17 x 3");
        assertThat(judge(Recovery.none()).altered()).isEqualTo(2);
    }

    @Test
    void aPaymentThatNobodyMadeIsAltered() throws IOException {
        seen.add(RECORDS + " 1 1");
        seen.add("17 1 1");
        assertThat(judge(Recovery.none()).altered()).isEqualTo(2);
    }

    @Test
    void stateThatCountedTwiceShowsInTheNumbers() throws IOException {
        Payment last = Payment.of(SEED, RECORDS - 1);
        String[] words = booked.remove(RECORDS - 1).split(" ");
        booked.add(last.line() + " " + (Long.parseLong(words[3]) + 1) + " " + words[4]);
        assertThat(judge(Recovery.checkpoint()).altered()).isEqualTo(1);
        assertThat(judge(Recovery.atLeastOnceSnapshot()).altered()).isZero();
    }

    @Test
    void stateThatWasLostShowsInTheNumbers() throws IOException {
        booked.replaceAll(line -> line.replaceAll(" \\d+ (\\d+)$", " 1 $1"));
        assertThat(judge(Recovery.atLeastOnceSnapshot()).altered()).isEqualTo(Payment.ACCOUNTS);
        assertThat(judge(Recovery.atLeastOnce()).altered()).isZero();
    }

    private Verdict judge(Recovery protocol) throws IOException {
        write(Ledger.SEEN, seen);
        write(Ledger.BOOKED, booked);
        return Oracle.judge(directory, SEED, RECORDS, protocol);
    }

    private void write(String output, List<String> lines) throws IOException {
        Path parts = Files.createDirectories(directory.resolve(output));
        Files.write(parts.resolve("part-00000"), lines.subList(0, 100));
        Files.write(parts.resolve("part-00001"), lines.subList(100, lines.size()));
    }
}
