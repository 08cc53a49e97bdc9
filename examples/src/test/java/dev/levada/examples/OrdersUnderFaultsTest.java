package dev.levada.examples;

import dev.levada.api.Parameters;
import dev.levada.api.Topology;
import dev.levada.api.recovery.Recovery;
import dev.levada.junit.LevadaTest;
import dev.levada.junit.TestKit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Calls in flight, and rates that every task was told, whatever fails. */
@LevadaTest
final class OrdersUnderFaultsTest {

    private static Topology orders() {
        return new Orders().build(new Parameters(List.of(), Map.of("orders", "30")));
    }

    @Test
    void eachOrderIsPricedOnce(TestKit kit) {
        kit.simulate(orders())
                .recovery(Recovery.checkpoint(), Recovery.pessimistic(), Recovery.replicated())
                .seeds(8)
                .check();
    }
}
