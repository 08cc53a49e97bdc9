package dev.levada.dspbench.bargains;

import dev.levada.api.Stream;
import dev.levada.dspbench.About;
import dev.levada.dspbench.Application;
import dev.levada.dspbench.Feed;
import dev.levada.dspbench.Line;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Finds offers below the average price of the hour. */
public final class BargainIndex implements Application {

    @Override
    public About about() {
        return About.of(
                "bi",
                "Bargain Index",
                "finds offers below the average price of the hour: seq|symbol|cents|size|index",
                50_000);
    }

    @Override
    public List<Feed> feeds(long seed) {
        return List.of(Feed.numbered("orders", new Orders(seed)));
    }

    @Override
    public void connect(List<Stream<Line>> feeds, long seed) {
        Stream.Split<Order> orders =
                feeds.get(0).flatMap(Order::parse).named("parse").split(Order::trade);
        Stream<Event> prices = orders.matching().keyBy(Order::symbol).process("average", Averaging::new);
        Stream<Event> quotes = orders.others().<Event>map(Event.Quoted::new).named("quotes");
        prices.merge(quotes).keyBy(Event::symbol).process("bargains", Bargains::new);
    }

    @Override
    public void oracle(List<Iterable<Line>> feeds, long seed, Consumer<String> result) {
        Map<String, AveragePrice> prices = new HashMap<>();
        for (Line line : feeds.get(0)) {
            for (Order order : Order.parse(line)) {
                AveragePrice price = prices.getOrDefault(order.symbol(), AveragePrice.NONE);
                if (order.trade()) {
                    prices.put(order.symbol(), price.with(order));
                } else if (price.index(order) > Event.THRESHOLD) {
                    result.accept(new Event.Quoted(order).line(price.index(order)));
                }
            }
        }
    }
}
