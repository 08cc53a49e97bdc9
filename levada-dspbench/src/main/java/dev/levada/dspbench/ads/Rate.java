package dev.levada.dspbench.ads;

import dev.levada.api.operator.Aggregator;
import dev.levada.dspbench.draw.Numbers;
import java.util.List;

/** How often an ad was clicked, and seen. */
record Rate(long clicks, long impressions) {

    static final class Counting implements Aggregator<AdEvent, Rate, Rate> {
        @Override
        public Rate first(AdEvent event) {
            return new Rate(event.click() ? 1 : 0, event.click() ? 0 : 1);
        }

        @Override
        public Rate add(Rate soFar, AdEvent event) {
            return merge(soFar, first(event));
        }

        @Override
        public Rate merge(Rate earlier, Rate later) {
            return new Rate(earlier.clicks + later.clicks, earlier.impressions + later.impressions);
        }

        @Override
        public Rate result(Rate all) {
            return all;
        }
    }

    /** The line of a window; none if there is no rate, as nothing was clicked, or what was clicked was seen before. */
    List<String> line(long end, AdEvent.Placement placement) {
        return clicks == 0 || impressions == 0
                ? List.of()
                : List.of("%d|%d|%d|%d|%d|%d"
                        .formatted(
                                end,
                                placement.query(),
                                placement.ad(),
                                Numbers.micros((double) clicks / impressions),
                                impressions,
                                clicks));
    }
}
