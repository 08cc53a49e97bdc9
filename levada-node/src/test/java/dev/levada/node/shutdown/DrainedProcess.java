package dev.levada.node.shutdown;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** A process that ends in good order, or gets stuck in it. */
final class DrainedProcess {

    private DrainedProcess() {}

    public static void main(String[] args) throws InterruptedException {
        Shutdown shutdown = new Shutdown(Duration.ofSeconds(60));
        CountDownLatch never = new CountDownLatch(1);
        shutdown.add("resource", () -> {
            System.out.println("closing");
            if (args[0].equals("stuck")) {
                never.await();
            }
        });
        shutdown.onSignals();
        System.out.println("up");
        System.out.println("through " + shutdown.await());
    }
}
