package dev.levada.io.net;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The credentials that are in use, and where newer ones come from. Thread-safe. */
final class CurrentCredentials {
    private final @Nullable Source source;
    private volatile Credentials credentials;

    /** Where credentials are read from, again and again. */
    @FunctionalInterface
    interface Source {
        Credentials read() throws IOException;
    }

    private CurrentCredentials(@Nullable Source source, Credentials credentials) {
        this.source = source;
        this.credentials = credentials;
    }

    static CurrentCredentials of(Source source) throws IOException {
        return new CurrentCredentials(source, source.read());
    }

    /** That cannot be read again. */
    static CurrentCredentials lasting(Credentials credentials) {
        return new CurrentCredentials(null, credentials);
    }

    Credentials get() {
        return credentials;
    }

    /** @return whether there are newer ones */
    boolean renew() throws IOException {
        if (source == null) {
            return false;
        }
        Credentials newer = source.read();
        if (newer.isSame(credentials)) {
            return false;
        }
        requireSameNode(newer);
        credentials = newer;
        return true;
    }

    private void requireSameNode(Credentials newer) throws IOException {
        try {
            Identity before = Certified.identity(credentials.certificate());
            Identity after = Certified.identity(newer.certificate());
            if (!after.equals(before)) {
                throw new IOException("certificate %s is of %s now, and was of %s; a process keeps its name"
                        .formatted(newer, after, before));
            }
        } catch (Refusal refusal) {
            throw new IOException("certificate %s cannot be used: %s".formatted(newer, refusal.detail()), refusal);
        }
    }
}
