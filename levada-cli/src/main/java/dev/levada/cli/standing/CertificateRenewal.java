package dev.levada.cli.standing;

import dev.levada.io.net.Mtls;
import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks every ten seconds whether the certificates of this process were replaced, on a daemon thread of its own. */
final class CertificateRenewal implements AutoCloseable {
    private static final long SECONDS = 10;

    private final Logger log = LoggerFactory.getLogger(CertificateRenewal.class);
    private final Mtls mtls;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "levada-certificates");
        thread.setDaemon(true);
        return thread;
    });

    /** Told once. */
    private String problem = "";

    private CertificateRenewal(Mtls mtls) {
        this.mtls = mtls;
    }

    static CertificateRenewal start(Mtls mtls) {
        CertificateRenewal renewal = new CertificateRenewal(mtls);
        var unused = renewal.timer.scheduleWithFixedDelay(renewal::renew, SECONDS, SECONDS, TimeUnit.SECONDS);
        return renewal;
    }

    private void renew() {
        try {
            if (mtls.renew()) {
                log.info("the certificates were replaced: new connections use the new ones");
            }
            problem = "";
        } catch (IOException | RuntimeException e) { // one half may be replaced, and the other not yet
            String found = String.valueOf(e.getMessage());
            if (!found.equals(problem)) {
                log.warn("the certificates cannot be read again, and stay as they were: {}", found);
            }
            problem = found;
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
