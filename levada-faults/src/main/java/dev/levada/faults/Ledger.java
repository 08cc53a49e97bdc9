package dev.levada.faults;

import dev.levada.api.Loop;
import dev.levada.api.Parameters;
import dev.levada.api.Pipeline;
import dev.levada.api.Sources;
import dev.levada.api.Stream;
import dev.levada.api.Topology;
import dev.levada.api.connector.Sink;
import dev.levada.api.operator.Context;
import dev.levada.api.operator.Processor;
import dev.levada.api.state.CounterState;
import dev.levada.connectors.files.FileSinks;
import java.nio.file.Path;
import java.util.function.Function;

/**
 * Books made-up payments to accounts: each payment is written as it came, and again with its number and the balance of
 * its account. Whatever is lost, doubled or changed on the way shows in one of the two.
 */
@SuppressWarnings("NullAway.Init") // open() comes before process()
public final class Ledger implements Pipeline {
    /** Where the payments are written as they came. */
    static final String SEEN = "seen";
    /** Where they are written as they were booked. */
    static final String BOOKED = "booked";

    private static final int SPLITS = 2;
    private static final int MAX_ROUNDS = 5;
    private static final long MAX_RECORDS = 10_000_000;

    /** Found by name. */
    public Ledger() {}

    @Override
    public String name() {
        return "ledger";
    }

    @Override
    public String description() {
        return "books made-up payments to accounts, for 'levada faults' to check: ID ACCOUNT CENTS NUMBER BALANCE";
    }

    @Override
    public Topology build(Parameters parameters) {
        long records = parameters.number("records", 20_000);
        long perSecond = parameters.number("per-second", 2_500);
        long seed = parameters.number("seed", 1);
        if (records < 1 || records > MAX_RECORDS || perSecond < 1) {
            throw new IllegalArgumentException(
                    "--set records=%d and --set per-second=%d: at least 1 was expected of each, and at most %d records"
                            .formatted(records, perSecond, MAX_RECORDS));
        }
        Topology ledger = Topology.named(name());
        Stream<Payment> payments = ledger.from(
                "payments",
                Sources.generate(records, id -> Payment.of(seed, id))
                        .rate((double) perSecond)
                        .splits(SPLITS)
                        .build());
        payments.to("seen", sink(parameters, SEEN, Payment::line));
        Stream<Payment> toBook = parameters.value("loop").isPresent() ? touring(payments) : payments;
        toBook.keyBy(Payment::account).process("book", Book::new).to("booked", sink(parameters, BOOKED, Booking::line));
        return ledger;
    }

    /** Some payments at once, some after a few rounds in a loop. */
    private static Stream<Payment> touring(Stream<Payment> payments) {
        Loop<Tour> tours = payments.map(payment -> new Tour(payment, payment.id() % MAX_ROUNDS))
                .loop("tours");
        Stream.Split<Tour> next = tours.stream().map(Tour::next).split(Tour::isOver);
        tours.feedBack(next.others());
        return next.matching().map(Tour::payment);
    }

    private record Tour(Payment payment, long rounds) {
        Tour next() {
            return new Tour(payment, rounds - 1);
        }

        boolean isOver() {
            return rounds < 0;
        }
    }

    private static <T> Sink<T> sink(Parameters parameters, String name, Function<T, String> text) {
        Path directory = Path.of(parameters
                        .value("directory")
                        .orElseThrow(() -> new IllegalArgumentException(
                                "a ledger is written to a directory; add --set directory=DIR")))
                .resolve(name);
        return parameters.value("broken").isPresent()
                ? new HastySink<>(directory, text)
                : FileSinks.<T>linesIn(directory, text).build();
    }

    private static final class Book implements Processor<Payment, Booking> {
        private CounterState number;
        private CounterState balance;

        @Override
        public void open(Context<Booking> context) {
            number = context.counter("number");
            balance = context.counter("balance");
        }

        @Override
        public void process(Payment payment, Context<Booking> context) {
            context.emit(new Booking(
                    payment.id(), payment.account(), payment.cents(), number.add(1), balance.add(payment.cents())));
        }
    }
}
