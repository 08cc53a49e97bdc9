package dev.levada.faults;

import dev.levada.api.recovery.Guarantee;
import dev.levada.api.recovery.Recovery;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Knows what a ledger has to write, without any code of the engine, and compares. Confined to one thread. */
final class Oracle {
    private static final int MAX_FINDINGS = 10;
    private static final Pattern BLANK = Pattern.compile(" ");

    private final long seed;
    private final int records;
    private final Recovery protocol;
    private final List<String> findings = new ArrayList<>();
    private long lost;
    private long duplicated;
    private long altered;

    private Oracle(long seed, int records, Recovery protocol) {
        this.seed = seed;
        this.records = records;
        this.protocol = protocol;
    }

    /** Judges all that stands in a ledger's directory; {@code protocol} says what may be lost or doubled. */
    static Verdict judge(Path directory, long seed, int records, Recovery protocol) {
        Oracle oracle = new Oracle(seed, records, protocol);
        oracle.judgeSeen(directory.resolve(Ledger.SEEN));
        oracle.judgeBooked(directory.resolve(Ledger.BOOKED));
        return new Verdict(oracle.lost, oracle.duplicated, oracle.altered, oracle.findings);
    }

    private void judgeSeen(Path directory) {
        int[] times = new int[records];
        forEachLine(directory, 3, (numbers, line) -> count(numbers, line, times));
        compare(Ledger.SEEN, times);
    }

    private void judgeBooked(Path directory) {
        int[] times = new int[records];
        Map<Integer, List<Booking>> accounts = new TreeMap<>();
        forEachLine(directory, 5, (numbers, line) -> {
            if (count(numbers, line, times)) {
                Booking booking = new Booking(numbers[0], (int) numbers[1], numbers[2], numbers[3], numbers[4]);
                accounts.computeIfAbsent(booking.account(), account -> new ArrayList<>())
                        .add(booking);
            }
        });
        compare(Ledger.BOOKED, times);
        accounts.forEach(this::judgeAccount);
    }

    private boolean count(long[] numbers, String line, int[] times) {
        long id = numbers[0];
        if (id < 0 || id >= records || !isOf(Payment.of(seed, id), numbers)) {
            altered(line + ": no such payment was made");
            return false;
        }
        times[(int) id]++;
        return true;
    }

    private static boolean isOf(Payment payment, long[] numbers) {
        return payment.account() == numbers[1] && payment.cents() == numbers[2];
    }

    private void compare(String output, int[] times) {
        for (int id = 0; id < times.length; id++) {
            if (times[id] == 0) {
                lost++;
                find(protocol.gives() != Guarantee.AT_MOST_ONCE, "%s: payment %d is lost".formatted(output, id));
            } else if (times[id] > 1) {
                duplicated += times[id] - 1;
                find(
                        protocol.gives() != Guarantee.AT_LEAST_ONCE,
                        "%s: payment %d is there %d times".formatted(output, id, times[id]));
            }
        }
    }

    /** State that was rolled back, lost or counted twice shows in the numbers and balances. */
    private void judgeAccount(int account, List<Booking> bookings) {
        if (protocol.gives() == Guarantee.EXACTLY_ONCE) {
            bookings.sort(Comparator.comparingLong(Booking::number));
            long number = 0;
            long balance = 0;
            for (Booking booking : bookings) {
                number++;
                balance += booking.cents();
                if (booking.number() != number || booking.balance() != balance) {
                    altered("account %d: booking %d of balance %d was expected, found '%s'"
                            .formatted(account, number, balance, booking.line()));
                    return;
                }
            }
        } else if (protocol == Recovery.atLeastOnceSnapshot()) {
            long most = bookings.stream().mapToLong(Booking::number).max().orElse(0);
            long payments = bookings.stream().mapToLong(Booking::id).distinct().count();
            if (most < payments) {
                altered("account %d: %d payments were booked, but its state has counted only %d"
                        .formatted(account, payments, most));
            }
        }
    }

    private interface LineJudge {
        void judge(long[] numbers, String line);
    }

    private void forEachLine(Path directory, int numbers, LineJudge judge) {
        for (Path file : parts(directory)) {
            try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
                lines.forEach(line -> {
                    try {
                        long[] read = BLANK.splitAsStream(line)
                                .mapToLong(Long::parseLong)
                                .toArray();
                        if (read.length == numbers) {
                            judge.judge(read, line);
                        } else {
                            altered("'%s': %d numbers were expected".formatted(line, numbers));
                        }
                    } catch (NumberFormatException e) {
                        altered("'%s': numbers were expected".formatted(line));
                    }
                });
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The files of an output, in order; none if it is not there. */
    static List<Path> parts(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().startsWith("part-"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void altered(String finding) {
        altered++;
        find(true, finding);
    }

    private void find(boolean forbidden, String finding) {
        if (forbidden && findings.size() < MAX_FINDINGS) {
            findings.add(finding);
        }
    }
}
