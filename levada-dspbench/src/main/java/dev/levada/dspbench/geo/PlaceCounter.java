package dev.levada.dspbench.geo;

import dev.levada.api.operator.Context;
import dev.levada.api.operator.Processor;
import dev.levada.api.state.CounterState;
import dev.levada.api.state.MapState;

/** Counts records for each country, which is the key, and in it for each city; puts out both totals each time. */
@SuppressWarnings("NullAway.Init") // open() comes before process()
public final class PlaceCounter implements Processor<Place, String> {
    private CounterState country;
    private MapState<String, Long> cities;

    /** One for a task. */
    public PlaceCounter() {}

    @Override
    public void open(Context<String> context) {
        country = context.counter("country");
        cities = context.map("cities");
    }

    @Override
    public void process(Place place, Context<String> context) {
        Long before = cities.get(place.city());
        long city = before == null ? 1 : before + 1;
        cities.put(place.city(), city);
        context.emit("GEO|%s|%d|%s|%d".formatted(place.country(), country.add(1), place.city(), city));
    }
}
