package dev.levada.console;

import java.util.Map;
import org.eclipse.jetty.http.HttpFields;

/** What every answer says to a browser, whatever it answers. */
final class Headers {
    static final Map<String, String> SECURITY = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
                    + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            "no-referrer",
            "Cache-Control",
            "no-store");

    static final String JSON = "application/json";

    private Headers() {}

    static void addTo(HttpFields.Mutable fields) {
        SECURITY.forEach(fields::put);
    }
}
