package dev.levada.examples;

import static java.util.Objects.requireNonNull;

import dev.levada.api.Broadcast;
import dev.levada.api.Parameters;
import dev.levada.api.Pipeline;
import dev.levada.api.Sources;
import dev.levada.api.Topology;
import dev.levada.api.operator.AsyncCalls;
import dev.levada.api.operator.BroadcastProcessor;
import dev.levada.api.operator.Context;
import dev.levada.api.state.BroadcastStates;
import dev.levada.api.state.ListState;
import dev.levada.api.state.MapState;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Orders with the customer's name, which a slow service knows, in euros, by rates that every task is told. An order
 * whose rate is not known yet waits for it.
 *
 * <pre>{@code ./levada run orders --set orders=500}</pre>
 */
public final class Orders implements Pipeline {

    /** What somebody ordered, in thousandths of a currency. */
    public record Order(long id, long customer, String currency, long amount) {

        static Order of(long index) {
            return new Order(
                    index, index * 7 % 50, index % 3 == 0 ? "CHF" : index % 3 == 1 ? "EUR" : "USD", index * 10);
        }
    }

    /** The same, and who that was. */
    public record Named(Order order, String customer) {}

    /** What a thousand of a currency are in euros. */
    public record Rate(String currency, long euros) {

        static Rate of(long index) {
            return index == 0 ? new Rate("CHF", 1_040) : index == 1 ? new Rate("EUR", 1_000) : new Rate("USD", 920);
        }
    }

    /** The order in euros. */
    public record Priced(long id, String customer, long euros) {}

    @Override
    public String name() {
        return "orders";
    }

    @Override
    public String description() {
        return "asks a slow service about made-up orders, and tells all tasks the rates: id, customer, euros";
    }

    @Override
    public Topology build(Parameters parameters) {
        Topology orders = Topology.named(name());
        Broadcast<Rate> rates = orders.from(
                        "rates", Sources.generate(3, Rate::of).rate(20).build())
                .broadcast();
        orders.from(
                        "orders",
                        Sources.generate(parameters.number("orders", 2_000), Order::of)
                                .splits(2)
                                .build())
                .mapAsync(
                        "customers",
                        (order, key) -> name(order.customer(), key).thenApply(known -> new Named(order, known)),
                        AsyncCalls.asAnswered().inFlight(50).timeout(Duration.ofSeconds(10)))
                .keyBy(Named::customer)
                .connect(rates)
                .process("prices", Prices::new);
        return orders;
    }

    /** Stands for a service that takes its time; a real one would be sent the key, to tell a repeated call by it. */
    private static CompletionStage<String> name(long customer, String idempotencyKey) {
        return CompletableFuture.supplyAsync(
                () -> "customer-" + customer,
                CompletableFuture.delayedExecutor(idempotencyKey.length() % 5, TimeUnit.MILLISECONDS));
    }

    /** Keeps the orders of each customer that wait for a rate, and the rates. */
    private static final class Prices implements BroadcastProcessor<Named, Rate, Priced> {
        private @Nullable MapState<String, Long> rates;
        private @Nullable ListState<Named> waiting;

        @Override
        public void open(Context<Priced> context, BroadcastStates broadcast) {
            rates = broadcast.map("rates");
            waiting = context.list("waiting");
        }

        @Override
        public void process(Named named, Context<Priced> context) {
            Long rate = requireNonNull(rates).get(named.order().currency());
            if (rate == null) {
                requireNonNull(waiting).add(named);
            } else {
                emit(named, rate, context);
            }
        }

        @Override
        public void processBroadcast(Rate rate, Context<Priced> context) {
            requireNonNull(rates).put(rate.currency(), rate.euros());
            ListState<Named> orders = requireNonNull(waiting);
            context.forEachKey(() -> {
                var all = orders.get();
                orders.clear();
                for (Named named : all) {
                    if (named.order().currency().equals(rate.currency())) {
                        emit(named, rate.euros(), context);
                    } else {
                        orders.add(named);
                    }
                }
            });
        }

        private static void emit(Named named, long rate, Context<Priced> context) {
            context.emit(new Priced(
                    named.order().id(), named.customer(), named.order().amount() * rate / 1_000));
        }
    }
}
