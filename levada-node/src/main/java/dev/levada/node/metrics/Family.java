package dev.levada.node.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/**
 * One metric and its series, each the sum over whoever contributes to it. A series is there as long as somebody does;
 * beyond a number of series, what comes new is added up in one called {@value #OTHER}.
 */
final class Family {
    static final int MAX_SERIES = 1_000;
    static final int MAX_VALUE_LENGTH = 128;
    static final String OTHER = "other";

    private final MeterRegistry registry;
    private final String name;
    private final String description;
    private final Kind kind;
    private final List<String> labels;
    private final List<String> others;
    private final Map<List<String>, Series> series = new LinkedHashMap<>();

    enum Kind {
        /** Only grows, as long as the series is there. */
        COUNTER,
        GAUGE
    }

    private record Series(Sum sum, Meter meter) {}

    Family(MeterRegistry registry, Kind kind, String name, String description, String... labels) {
        this.registry = registry;
        this.kind = kind;
        this.name = name;
        this.description = description;
        this.labels = List.of(labels);
        this.others = Collections.nCopies(labels.length, OTHER);
    }

    /** Adds a contribution to the series with these values of the labels, in their order. */
    Registration add(LongSupplier source, String... values) {
        List<String> key = attach(shortened(values), source);
        AtomicBoolean closed = new AtomicBoolean();
        return () -> {
            if (!closed.getAndSet(true)) {
                detach(key, source);
            }
        };
    }

    private static List<String> shortened(String... values) {
        List<String> shortened = new ArrayList<>();
        for (String value : values) {
            shortened.add(value.length() <= MAX_VALUE_LENGTH ? value : value.substring(0, MAX_VALUE_LENGTH));
        }
        return shortened;
    }

    // Guards the map of series, and that it and the registry have the same ones.
    private synchronized List<String> attach(List<String> values, LongSupplier source) {
        List<String> key = series.containsKey(values) || series.size() < MAX_SERIES ? values : others;
        series.computeIfAbsent(key, this::register).sum().add(source);
        return key;
    }

    private Series register(List<String> key) {
        Sum sum = new Sum(kind == Kind.COUNTER); // the meter holds it weakly, the series holds it
        Tags tags = Tags.empty();
        for (int i = 0; i < labels.size(); i++) {
            tags = tags.and(Tag.of(labels.get(i), key.get(i)));
        }
        Meter meter = switch (kind) {
            case COUNTER ->
                FunctionCounter.builder(name, sum, Sum::value)
                        .description(description)
                        .tags(tags)
                        .register(registry);
            case GAUGE ->
                Gauge.builder(name, sum, Sum::value)
                        .description(description)
                        .tags(tags)
                        .register(registry);
        };
        return new Series(sum, meter);
    }

    // Guards the same as above.
    private synchronized void detach(List<String> key, LongSupplier source) {
        Series left = series.get(key);
        if (left != null && left.sum().remove(source)) {
            series.remove(key);
            registry.remove(left.meter());
        }
    }
}
