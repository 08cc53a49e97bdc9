package dev.levada.core.channel;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.codec.ByteInput;
import dev.levada.core.codec.Codecs;
import dev.levada.core.element.Batch;
import dev.levada.core.element.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InFlightLogTest {
    private final MemorySpill store = new MemorySpill();
    private final List<String> warnings = new ArrayList<>();

    private Spill spill(int budgetRecords) {
        return new Spill(store, new Codecs(getClass().getClassLoader()), budgetRecords, warnings::add);
    }

    /** A list with a cursor in it. */
    private static final class Model {
        private final List<Element> elements = new ArrayList<>();
        private int sent;
        private long released;

        void release(long upTo) {
            released = Math.max(released, upTo);
            while (sent > 0 && elements.get(0).lastSequence() <= released) {
                elements.remove(0);
                sent--;
            }
        }

        void pass() {
            sent++;
            release(0);
        }

        void rewind(long sequence) {
            while (sent > 0 && elements.get(sent - 1).lastSequence() >= sequence) {
                sent--;
            }
        }

        @Nullable
        Element firstUnsent() {
            return sent < elements.size() ? elements.get(sent) : null;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 40, 80, 1_000_000})
    void isAListWithACursorWhateverLiesInTheStore(int budget) {
        for (long seed = 0; seed < 15; seed++) {
            compare(budget, seed, 1_000);
        }
        assertThat(store.puts > 0).isEqualTo(budget < 1_000_000);
        assertThat(store.gets > 0).isEqualTo(budget < 1_000_000);
        assertThat(store.held).isEmpty();
    }

    private void compare(int budget, long seed, int steps) {
        SplittableRandom random = new SplittableRandom(seed);
        InFlightLog log = new InFlightLog(Retention.RELEASED, spill(budget));
        Model model = new Model();
        long releasedWithin = random.nextInt(50, 2_000);
        long next = 1;
        for (int step = 0; step < steps; step++) {
            store.full = budget >= 40 && random.nextInt(20) == 0; // a small one has no room to wait in
            switch (random.nextInt(12)) {
                case 0 -> {
                    long upTo = random.nextInt(8) > 0 ? 0 : random.nextLong(Math.max(0, next - releasedWithin), next);
                    log.release(upTo);
                    model.release(upTo);
                }
                case 1 -> {
                    long from = random.nextLong(1, next + 1);
                    log.rewind(from);
                    model.rewind(from);
                }
                case 2, 3, 4, 5, 6 -> {
                    if (model.firstUnsent() != null) {
                        assertThat(log.firstUnsent()).isNotNull();
                        log.passUnsent(0);
                        model.pass();
                    }
                }
                default -> {
                    Element element = ElementSamples.any(next, random);
                    next = element.lastSequence() + 1;
                    model.elements.add(element);
                    if (log.allSent() && random.nextInt(4) > 0) {
                        log.addSent(element, 0);
                        model.pass();
                    } else {
                        log.addUnsent(element);
                        if (random.nextBoolean()) {
                            log.spillUnsent();
                        }
                    }
                }
            }
            String when = "seed %d, step %d".formatted(seed, step);
            assertSameCursor(log, model, when);
            if (step % 16 == 0) {
                assertSameElements(log, model, when);
            }
        }
        log.clear();
    }

    private static void assertSameCursor(InFlightLog log, Model model, String when) {
        Element first = model.firstUnsent();
        assertThat(log.allSent()).as(when).isEqualTo(first == null);
        assertThat(log.unsentCount() == 0).as(when).isEqualTo(first == null);
        if (first == null) {
            assertThat(log.firstUnsent()).as(when).isNull();
        } else {
            assertThat(ElementText.of(requireNonNull(log.firstUnsent())))
                    .as(when)
                    .isEqualTo(ElementText.of(first));
        }
        assertThat(log.heldCount() == 0).as(when).isEqualTo(model.elements.isEmpty());
        assertThat(log.heldCount()).as(when).isGreaterThanOrEqualTo(model.elements.size());
    }

    private static void assertSameElements(InFlightLog log, Model model, String when) {
        assertThat(log.held().stream().map(ElementText::of))
                .as(when)
                .isEqualTo(model.elements.stream().map(ElementText::of).toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 1_000_000})
    void holdsNothingThatWasSentToWhoGoesBackTogetherWithTheTask(int budget) {
        InFlightLog log = new InFlightLog(Retention.RELEASED, spill(budget));
        log.addSent(batch(1, "before"), 0);
        for (long number = 2; number < 20; number++) {
            log.addUnsent(batch(number, "waits"));
        }
        log.spillUnsent();

        log.hold(2, false);
        assertThat(log.holdsAllSent()).isFalse();
        assertThat(log.heldCount()).as("what was before is not wanted").isEqualTo(18);
        for (long number = 2; number < 20; number++) {
            assertThat(requireNonNull(log.firstUnsent()).firstSequence()).isEqualTo(number);
            log.passUnsent(0);
        }
        log.addSent(batch(20, "sent at once"), 0);

        assertThat(log.heldCount()).isZero();
        assertThat(store.held).isEmpty();
    }

    @Test
    void refusesToSendAgainWhatItDidNotHold() {
        InFlightLog log = new InFlightLog(Retention.RELEASED, null);
        log.hold(1, false);
        log.addSent(batch(1, "a", "b"), 0);

        assertThatThrownBy(() -> log.hold(2, true))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("number 2 is asked for again, and up to 2 nothing was held");
        log.hold(3, true);
        log.addSent(batch(3, "c"), 0);
        assertThat(log.heldCount()).isEqualTo(1);
    }

    private static Batch batch(long first, Object... values) {
        Batch batch = new Batch(values.length, false, 0);
        for (Object value : values) {
            batch.add(value);
        }
        batch.seal(first);
        return batch;
    }

    @Test
    void memoryHoldsTheBudgetHoweverMuchIsSentAndSentAgain() {
        InFlightLog log = new InFlightLog(Retention.RELEASED, spill(80));
        for (long i = 1; i <= 10_000; i++) {
            log.addSent(batch(i, i), 0);
            assertThat(log.inMemory()).isLessThanOrEqualTo(80);
        }
        int puts = store.puts;

        log.rewind(1);
        for (long i = 1; i <= 10_000; i++) {
            assertThat(requireNonNull(log.firstUnsent()).firstSequence()).isEqualTo(i);
            log.passUnsent(0);
            assertThat(log.inMemory()).isLessThanOrEqualTo(80);
        }

        assertThat(log.allSent()).isTrue();
        assertThat(store.gets).isEqualTo(puts);
        assertThat(store.puts).as("what is sent again is in the store already").isEqualTo(puts);
        log.release(10_000);
        assertThat(store.held).isEmpty();
    }

    @Test
    void memoryHoldsTheBudgetHoweverMuchGathersUnsent() {
        InFlightLog log = new InFlightLog(Retention.RELEASED, spill(80));
        log.addSent(batch(1, 1L), 0);
        for (long i = 2; i <= 10_000; i++) {
            log.addUnsent(batch(i, i));
            assertThat(log.spillUnsent()).isTrue();
            assertThat(log.inMemory()).isLessThanOrEqualTo(80);
        }
        int puts = store.puts;

        for (long i = 2; i <= 10_000; i++) {
            assertThat(requireNonNull(log.firstUnsent()).firstSequence()).isEqualTo(i);
            log.passUnsent(0);
            assertThat(log.inMemory()).isLessThanOrEqualTo(80);
        }

        assertThat(log.allSent()).isTrue();
        assertThat(store.gets).as("the first was sent").isEqualTo(puts - 1);
        assertThat(store.puts).isEqualTo(puts);
        log.release(10_000);
        assertThat(store.held).isEmpty();
    }

    @Test
    void aFullStoreLeavesInMemoryWhatGathersAndSaysThatThisIsTooMuch() {
        InFlightLog log = new InFlightLog(Retention.RELEASED, spill(10));
        store.full = true;
        for (long i = 1; i <= 20; i++) {
            log.addUnsent(batch(i, i));
            assertThat(log.spillUnsent()).isTrue();
        }
        log.addUnsent(batch(21, 21L));

        assertThat(log.spillUnsent()).isFalse();
        assertThat(log.held()).hasSize(21);
        assertThat(warnings).hasSize(1);

        store.full = false;
        log.addUnsent(batch(22, 22L));
        log.addUnsent(batch(23, 23L)); // it is not tried with each
        assertThat(log.spillUnsent()).isTrue();
        assertThat(log.inMemory()).isLessThanOrEqualTo(10);
        assertThat(log.held()).hasSize(23);
    }

    /** What is spilled is not read for it: it goes as it was written. */
    @ParameterizedTest
    @ValueSource(ints = {10, 200, 1_000_000})
    void whatMayBeAskedForIsTheSameWrittenOrNot(int budget) {
        InFlightLog log = new InFlightLog(Retention.RELEASED, spill(budget));
        for (long i = 1; i <= 100; i++) {
            log.addSent(batch(i, i), 0);
        }
        log.addUnsent(batch(101, 101L));
        log.release(42);

        Unreleased unreleased = log.unreleased();

        assertThat(unreleased.written().isEmpty()).isEqualTo(budget == 1_000_000);
        List<String> all = new ArrayList<>();
        ElementCodec codec = new ElementCodec(new Codecs(getClass().getClassLoader()));
        for (byte[] run : unreleased.written()) {
            ByteInput in = new ByteInput(run);
            while (in.remaining() > 0) {
                all.add(ElementText.of(codec.read(in)));
            }
        }
        unreleased.elements().forEach(each -> all.add(ElementText.of(each)));
        List<String> wanted = new ArrayList<>();
        for (long i = 43; i <= 101; i++) {
            wanted.add(ElementText.of(batch(i, i)));
        }
        assertThat(all).endsWith(wanted.toArray(String[]::new));
        assertThat(all.size() - wanted.size()).isLessThan(25); // of the first run, what was released
    }

    @Test
    void channelsShareTheBudgetAndTheStore() {
        Spill spill = spill(100);
        InFlightLog slow = new InFlightLog(Retention.RELEASED, spill);
        InFlightLog fast = new InFlightLog(Retention.RELEASED, spill);
        for (long i = 1; i <= 500; i++) {
            slow.addSent(batch(i, "slow"), 0);
            fast.addSent(batch(i, "fast"), 0);
        }
        assertThat(slow.inMemory() + fast.inMemory()).as("a run each").isLessThanOrEqualTo(100 / 8);

        fast.release(500);
        slow.rewind(1);
        assertThat(ElementText.of(requireNonNull(slow.firstUnsent()))).contains("slow");
        slow.clear();
        assertThat(store.held).isEmpty();
    }

    @Test
    void whatCannotBeWrittenStaysInMemoryWithOneWarningUntilItIsTooMuch() {
        InFlightLog log = new InFlightLog(Retention.RELEASED, spill(10));
        for (long i = 1; i <= 81; i++) {
            log.addSent(batch(i, new Object()), 0);
        }
        assertThat(log.inMemory()).isEqualTo(81);
        assertThat(warnings).singleElement().asString().contains("stay in memory", "java.lang.Object has no codec");

        assertThatThrownBy(() -> log.addSent(batch(82, new Object()), 0))
                .isInstanceOf(SpillException.class)
                .hasMessageContainingAll("82 records", "java.lang.Object has no codec", "shorten the epochs");
    }

    @Test
    void aFullStoreIsTriedAgain() {
        InFlightLog log = new InFlightLog(Retention.RELEASED, spill(10));
        store.full = true;
        for (long i = 1; i <= 60; i++) {
            log.addSent(batch(i, i), 0);
        }
        assertThat(log.inMemory()).isEqualTo(60);

        store.full = false;
        log.addSent(batch(61, 61L), 0);
        log.addSent(batch(62, 62L), 0); // it is not tried with each

        assertThat(log.inMemory()).isLessThanOrEqualTo(1);
        assertThat(log.held()).hasSize(62);
        assertThat(warnings).hasSize(1);
    }

    @Test
    void damageInTheStoreIsFound() {
        InFlightLog log = new InFlightLog(Retention.RELEASED, spill(1));
        for (long i = 1; i <= 10; i++) {
            log.addSent(batch(i, i), 0);
        }
        store.held.firstEntry().getValue()[0]++;
        log.rewind(1);

        assertThatThrownBy(log::firstUnsent)
                .isInstanceOf(SpillException.class)
                .hasMessageContaining("records that were sent cannot be read back");
    }
}
