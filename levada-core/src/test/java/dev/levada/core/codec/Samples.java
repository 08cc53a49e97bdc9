package dev.levada.core.codec;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/** Values of every kind, drawn from a seed. */
final class Samples {
    private final Random random;

    Samples(long seed) {
        this.random = new Random(seed);
    }

    enum Colour {
        RED,
        GREEN {
            @Override
            public String toString() {
                return "like grass";
            }
        },
        BLUE
    }

    sealed interface Payment permits Cash, Later, Refund {}

    record Cash(BigDecimal amount) implements Payment {}

    sealed interface Later extends Payment permits Card, Invoice {}

    record Card(String number) implements Later {}

    record Invoice(UUID id, LocalDate due) implements Later {}

    enum Refund implements Payment {
        FULL,
        HALF
    }

    record Nothing() {}

    record Primitive(boolean a, byte b, short c, char d, int e, long f, float g, double h) {}

    record Times(Instant a, Duration b, LocalDate c, LocalTime d, LocalDateTime e) {}

    record Pair<A, B>(A first, B second) {}

    record Tree(String label, List<Tree> children, Optional<Tree> shade) {}

    record Wrapped(Payment payment, Colour colour, Nothing nothing, Primitive primitive) {}

    private record Order(
            long id,
            String buyer,
            Set<Colour> colours,
            Map<String, Pair<Integer, List<Payment>>> lines,
            Optional<BigInteger> code,
            Times times,
            Object note,
            Comparable<?> rank) {}

    static Class<?> orderClass() {
        return Order.class;
    }

    Object order() {
        return new Order(
                random.nextLong(),
                text(),
                new HashSet<>(some(this::colour)),
                map(() -> new Pair<>(random.nextInt(), some(this::payment))),
                random.nextBoolean() ? Optional.empty() : Optional.of(integer()),
                times(),
                any(3),
                random.nextBoolean() ? text() : integer());
    }

    Tree tree(int height) {
        return new Tree(
                text(),
                height == 0 ? List.of() : some(() -> tree(height - 1)),
                height == 0 ? Optional.empty() : Optional.of(tree(height - 1)));
    }

    /** @param height how deep values stand in each other at most */
    Object any(int height) {
        return switch (random.nextInt(height == 0 ? 16 : 22)) {
            case 0 -> random.nextBoolean();
            case 1 -> (byte) random.nextInt();
            case 2 -> (short) random.nextInt();
            case 3 -> (char) random.nextInt();
            case 4 -> random.nextInt();
            case 5 -> random.nextLong();
            case 6 -> random.nextFloat() - 0.5f;
            case 7 -> random.nextGaussian();
            case 8 -> text();
            case 9 -> random.nextBoolean() ? times() : colour();
            case 10 -> new UUID(random.nextLong(), random.nextLong());
            case 11 -> integer();
            case 12 -> new BigDecimal(integer(), random.nextInt(40) - 20);
            case 13 -> payment();
            case 14 -> new Nothing();
            case 15 -> new Wrapped(payment(), colour(), new Nothing(), primitive());
            case 16 -> some(() -> any(height - 1));
            case 17 -> new HashSet<>(some(() -> any(height - 1)));
            case 18 -> map(() -> any(height - 1));
            case 19 -> Optional.of(any(height - 1));
            case 20 -> new Pair<>(any(height - 1), any(height - 1));
            default -> tree(height - 1);
        };
    }

    String text() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            text.appendCodePoint(random.nextInt(5) == 0 ? 0x1F600 + random.nextInt(50) : 'a' + random.nextInt(26));
        }
        return text.toString();
    }

    Primitive primitive() {
        return new Primitive(
                random.nextBoolean(),
                (byte) random.nextInt(),
                (short) random.nextInt(),
                (char) random.nextInt(),
                random.nextInt(),
                random.nextLong(),
                random.nextFloat(),
                random.nextDouble());
    }

    Payment payment() {
        return switch (random.nextInt(4)) {
            case 0 -> new Cash(new BigDecimal(integer(), 2));
            case 1 -> new Card(text());
            case 2 -> new Invoice(new UUID(random.nextLong(), random.nextLong()), times().c());
            default -> random.nextBoolean() ? Refund.FULL : Refund.HALF;
        };
    }

    Times times() {
        LocalDate date = LocalDate.ofEpochDay(random.nextInt(2_000_000) - 1_000_000);
        LocalTime time = LocalTime.ofNanoOfDay((long) (random.nextDouble() * LocalTime.MAX.toNanoOfDay()));
        return new Times(
                Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000)),
                Duration.ofSeconds(random.nextLong(), random.nextInt(1_000_000_000)),
                date,
                time,
                LocalDateTime.of(date, time));
    }

    Colour colour() {
        return switch (random.nextInt(3)) {
            case 0 -> Colour.RED;
            case 1 -> Colour.GREEN;
            default -> Colour.BLUE;
        };
    }

    <T> List<T> some(Supplier<T> element) {
        List<T> some = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            some.add(element.get());
        }
        return some;
    }

    <V> Map<String, V> map(Supplier<V> value) {
        Map<String, V> map = new HashMap<>();
        some(this::text).forEach(key -> map.put(key, value.get()));
        return map;
    }

    <T> List<T> shuffled(List<T> list) {
        List<T> shuffled = new ArrayList<>(list);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }

    byte[] damaged(byte[] bytes) {
        byte[] damaged = bytes.clone();
        for (int flips = random.nextInt(4); flips > 0; flips--) {
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return random.nextInt(3) == 0 ? Arrays.copyOf(damaged, random.nextInt(damaged.length)) : damaged;
    }

    byte[] noise() {
        byte[] noise = new byte[random.nextInt(60)];
        random.nextBytes(noise);
        for (int i = 0; i < noise.length; i++) {
            noise[i] = random.nextInt(3) == 0 ? noise[i] : (byte) (noise[i] & 0x2F);
        }
        return noise;
    }

    private BigInteger integer() {
        return new BigInteger(random.nextInt(90), random).subtract(BigInteger.TEN);
    }
}
